package io.neonwatch.sandbox.neon;

/** A request that the control plane answers with an error. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, "", message);
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "", what + " not found");
    }

    static Refusal unprocessable(String message) {
        return new Refusal(422, "", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Neon's words. */
    String message() {
        return String.valueOf(getMessage());
    }
}
