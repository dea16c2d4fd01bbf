package io.neonwatch.collector.sampling.plans;

/**
 * A piece of an SQL text, comments and white space left out.
 *
 * @param start within the text
 * @param end the first character after it
 */
record SqlToken(Kind kind, String text, int start, int end) {

    enum Kind {
        /** A key word or a name without quotes, in lower case. */
        WORD,
        /** {@code $1} */
        PARAMETER,
        /** A string, a number or a quoted name. */
        OTHER,
        /** One character. */
        SYMBOL
    }

    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wanted);
    }

    boolean parameter() {
        return kind == Kind.PARAMETER;
    }

    /** Of a parameter. */
    int number() {
        return Integer.parseInt(text.substring(1));
    }
}
