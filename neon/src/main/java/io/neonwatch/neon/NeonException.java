package io.neonwatch.neon;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neon did not do what it was asked to. The message says what was asked, what came back and what to do, never the key. */
public final class NeonException extends RuntimeException {

    /** What went wrong. */
    public enum Kind {
        /** Another operation of the project runs (423), or the branch is not ready yet. Nothing was done. */
        LOCKED(true, false),
        /** Too many requests (429). Nothing was done. */
        RATE_LIMITED(true, false),
        /** Neon cannot serve now (503). Nothing was done. */
        UNAVAILABLE(true, false),
        /** No answer came: no connection, or it broke, or time ran out. What was asked may have been done. */
        UNREACHABLE(true, true),
        /** Neon or a proxy before it failed (5xx). What was asked may have been done. */
        SERVER_ERROR(true, true),
        /** The answer is not one of Neon's, a redirect for example. What was asked may have been done. */
        UNEXPECTED_ANSWER(false, true),
        /** Background work did not end in time. It may still. */
        TIMED_OUT(true, false),
        /** Background work failed or was cancelled. */
        OPERATION_FAILED(false, false),
        /** The key is wrong or lacks a permission (401, 403). */
        UNAUTHORIZED(false, false),
        NOT_FOUND(false, false),
        /** It clashes with what is there, for example a branch of that name (409). */
        CONFLICT(false, false),
        /** The plan allows no more of it. */
        LIMIT_EXCEEDED(false, false),
        /** The point is older than the history that the project keeps, or than the branch. */
        OUTSIDE_HISTORY(false, false),
        /** Any other refusal (4xx). */
        INVALID(false, false);

        private final boolean temporary;
        private final boolean outcomeUnknown;

        Kind(boolean temporary, boolean outcomeUnknown) {
            this.temporary = temporary;
            this.outcomeUnknown = outcomeUnknown;
        }

        /** True when the same request may succeed later. */
        public boolean temporary() {
            return temporary;
        }

        /** True when what was asked may have been done all the same: look before asking again. */
        public boolean outcomeUnknown() {
            return outcomeUnknown;
        }
    }

    private final Kind kind;
    private final int status;
    private final String code;
    private final String requestId;
    private final @Nullable Duration retryAfter;

    /** @param failure what is known of it beyond the message */
    NeonException(Kind kind, String message, NeonFailure failure, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = failure.status();
        this.code = failure.code();
        this.requestId = failure.requestId();
        this.retryAfter = failure.retryAfter();
    }

    public NeonException(Kind kind, String message) {
        this(kind, message, NeonFailure.NONE, null);
    }

    /** The same failure seen as another kind, with a message that explains more. */
    public NeonException as(Kind otherKind, String message) {
        return new NeonException(otherKind, message, new NeonFailure(status, code, "", requestId, retryAfter), this);
    }

    public Kind kind() {
        return kind;
    }

    /** HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Neon's own code, for example {@code BRANCHES_LIMIT_EXCEEDED}; empty where it gave none. */
    public String code() {
        return code;
    }

    /** What to name to Neon's support; empty when nothing was sent. */
    public String requestId() {
        return requestId;
    }

    /** The message without the request's id: the same whenever the same goes wrong, so that it need be said only once. */
    public String reason() {
        return String.valueOf(getMessage()).replace(" (request " + requestId + ")", "");
    }

    /** How long Neon asked to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
