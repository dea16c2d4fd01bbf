package io.neonwatch.sandbox.neon;

import java.util.Map;

/**
 * A request to the API.
 *
 * @param path below the API's address, with a leading slash
 */
record ApiRequest(String method, String path, Map<String, String> query, String body) {

    /** A number from the query. */
    int number(String parameter, int usual, int smallest, int largest) {
        String text = query.get(parameter);
        if (text == null) return usual;
        try {
            int number = Integer.parseInt(text);
            if (number >= smallest && number <= largest) return number;
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw Refusal.malformed(parameter + " must be a number from " + smallest + " to " + largest);
    }

    /** Part of a name or id; empty for all. */
    String search() {
        return query.getOrDefault("search", "");
    }
}
