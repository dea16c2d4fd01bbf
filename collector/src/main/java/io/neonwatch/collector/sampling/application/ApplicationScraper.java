package io.neonwatch.collector.sampling.application;

import io.neonwatch.collector.sampling.ApplicationConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Asks an application for its metrics: within a time, up to a size, and nowhere else than at the configured address. */
final class ApplicationScraper {

    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.9";

    private final HttpClient client;
    private final ApplicationConfig config;
    private final HttpRequest request;
    private final Predicate<String> wanted;

    ApplicationScraper(HttpClient client, ApplicationConfig config) {
        this.client = client;
        this.config = config;
        this.request = request(config);
        Pattern include = names(config.include());
        Pattern exclude = names(config.exclude());
        this.wanted = name ->
                include.matcher(name).matches() && !exclude.matcher(name).matches();
    }

    /**
     * @throws IOException when there is no answer in time, none that is small enough, none with status 200, or none with metrics
     */
    Exposition scrape() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), config.maxBytes()));
        try {
            HttpResponse<byte[]> response = answer.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200)
                throw new IOException("the endpoint answered with status " + response.statusCode());
            return exposition(response);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + config.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(
                    cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        } finally {
            answer.cancel(true);
        }
    }

    /** A page that asks people to sign in comes with status 200, too. */
    private Exposition exposition(HttpResponse<byte[]> response) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity"))
            throw new IOException("the answer is compressed, which was not asked for");
        String text = new String(response.body(), StandardCharsets.UTF_8);
        Exposition exposition = Exposition.parse(text, wanted, config.maxSeries());
        if (exposition.brokenLines() > 0 && exposition.kindByName().isEmpty())
            throw new IOException("the answer has no line with a metric; " + exposition.firstProblem());
        return exposition;
    }

    private static HttpRequest request(ApplicationConfig config) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.url()))
                .header("Accept", ACCEPT)
                .header("User-Agent", "neonwatch");
        if (config.token() != null)
            request.header("Authorization", "Bearer " + config.token().reveal());
        if (config.user() != null && config.password() != null) {
            byte[] pair = (config.user() + ":" + config.password().reveal()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return request.build();
    }

    private static Pattern names(List<String> wildcards) {
        List<String> patterns = wildcards.stream()
                .map(wildcard -> Pattern.quote(wildcard).replace("*", "\\E.*\\Q"))
                .toList();
        return Pattern.compile(String.join("|", patterns), Pattern.DOTALL);
    }
}
