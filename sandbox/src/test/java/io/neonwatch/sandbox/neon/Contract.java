package io.neonwatch.sandbox.neon;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Neon's published specification, to hold what was on the wire against. */
final class Contract {

    private final OpenApiInteractionValidator validator;

    Contract(Path specification) {
        // Without combining its parts, every correct body made of parts would be refused.
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        options.setResolveCombinators(true);
        validator = OpenApiInteractionValidator.createForSpecificationUrl(
                        specification.toUri().toString())
                .withParseOptions(options)
                .build();
    }

    /** What is wrong with a request; empty when nothing is. */
    List<String> requestFaults(Exchange exchange) {
        return faults(validator.validateRequest(request(exchange)));
    }

    /** What is wrong with a response; empty when nothing is. */
    List<String> responseFaults(Exchange exchange) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
        if (!exchange.responseBody().isEmpty())
            response.withContentType("application/json").withBody(exchange.responseBody());
        String path = URI.create(exchange.path()).getPath();
        Request.Method method = Request.Method.valueOf(exchange.method().toUpperCase(Locale.ROOT));
        return faults(validator.validateResponse(path, method, response.build()));
    }

    private static Request request(Exchange exchange) {
        URI uri = URI.create(exchange.path());
        SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), uri.getPath());
        exchange.requestHeaders().forEach(request::withHeader);
        if (!exchange.requestBody().isEmpty()) request.withBody(exchange.requestBody());
        if (uri.getRawQuery() != null)
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                request.withQueryParam(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        return request.build();
    }

    private static List<String> faults(ValidationReport report) {
        return report.getMessages().stream()
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }
}
