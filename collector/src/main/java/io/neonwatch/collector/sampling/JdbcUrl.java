package io.neonwatch.collector.sampling;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * The address of one PostgreSQL database, without secrets.
 *
 * @param text as pgJDBC takes it
 * @param database its name, decoded
 */
record JdbcUrl(String text, String database) {

    private static final String PREFIX = "jdbc:postgresql://";
    private static final Pattern SHAPE =
            Pattern.compile(Pattern.quote(PREFIX) + "(?<hosts>[^/?]+)/(?<database>[^/?]+)(\\?(?<parameters>.*))?");
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");
    private static final Pattern LOGIN = parameters("user|password|sslpassword");
    private static final Pattern PLACE = parameters("host|port|dbname|PGHOST|PGPORT|PGDBNAME|service");

    /** Neonwatch is known by its name, and counts what it sends and receives. */
    private static final Pattern RESERVED = parameters("ApplicationName|socketFactory|socketFactoryArg");

    /**
     * @throws IllegalArgumentException when it is not usable here; the message never repeats the address
     */
    static JdbcUrl parse(String text) {
        if (!text.startsWith(PREFIX))
            throw new IllegalArgumentException(
                    "url must begin with " + PREFIX + ", as in " + PREFIX + "host:5432/orders");
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches())
            throw new IllegalArgumentException(
                    "url must name a host and a database, as in " + PREFIX + "host:5432/orders");
        String hosts = matcher.group("hosts");
        String parameters = Objects.requireNonNullElse(matcher.group("parameters"), "");
        if (hosts.contains("@") || LOGIN.matcher(parameters).find())
            throw new IllegalArgumentException(
                    "url must not hold a user or a password; give them under the keys user and password");
        if (PLACE.matcher(parameters).find())
            throw new IllegalArgumentException("url must name host, port and database before its parameters, as in "
                    + PREFIX + "host:5432/orders");
        if (RESERVED.matcher(parameters).find())
            throw new IllegalArgumentException("url must not hold ApplicationName, socketFactory or socketFactoryArg, "
                    + "which Neonwatch gives itself; leave them out");
        for (String host : List.of(hosts.split(","))) {
            refusePooler(host);
            requirePort(host);
        }
        for (String parameter : parameters.split("&"))
            if (!parameter.isEmpty()) UrlParameter.parse(parameter).require();
        if (Driver.parseURL(text, null) == null)
            throw new IllegalArgumentException("url cannot be read; write special characters of the database's name "
                    + "and of parameters as in a web address, such as %20 for a space");
        return new JdbcUrl(text, URLDecoder.decode(matcher.group("database"), StandardCharsets.UTF_8));
    }

    private static Pattern parameters(String names) {
        return Pattern.compile("(^|&)(" + names + ")(=|&|$)", Pattern.CASE_INSENSITIVE);
    }

    private static void requirePort(String host) {
        int colon = host.lastIndexOf(':');
        if (colon < 0 || host.endsWith("]")) return;
        String port = host.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)
            throw new IllegalArgumentException(
                    "url must have a port from 1 to 65535, as in " + PREFIX + "host:5432/orders");
    }

    private static void refusePooler(String host) {
        String firstLabel = host.toLowerCase(Locale.ROOT).split("[.:]", 2)[0];
        if (firstLabel.startsWith("ep-") && firstLabel.endsWith("-pooler"))
            throw new IllegalArgumentException(
                    "url must be the direct host, without \"-pooler\": through Neon's pooler the "
                            + "sessions seen are the pooler's own, and the settings that keep monitoring harmless are lost");
    }

    /** The host and port, in lower case and with the usual port where none is given. */
    String server() {
        String hosts = text.substring(PREFIX.length(), text.indexOf('/', PREFIX.length()));
        return Stream.of(hosts.toLowerCase(Locale.ROOT).split(","))
                .map(host -> PORT.matcher(host).find() ? host : host + ":5432")
                .collect(Collectors.joining(","));
    }

    /** Every host, in lower case, without ports. */
    List<String> hosts() {
        return Stream.of(server().split(","))
                .map(host -> PORT.matcher(host).replaceFirst(""))
                .toList();
    }

    boolean onNeon() {
        return server().startsWith("ep-") && server().contains(".neon.");
    }

    /** Another database of the same server. */
    JdbcUrl of(String name) {
        int start = text.indexOf('/', PREFIX.length()) + 1;
        int end = text.indexOf('?', start);
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return parse(text.substring(0, start) + encoded + (end < 0 ? "" : text.substring(end)));
    }
}
