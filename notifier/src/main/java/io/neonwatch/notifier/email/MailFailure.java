package io.neonwatch.notifier.email;

import io.neonwatch.notifier.channel.SendResult;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a failed sending means. A 5xx answer is final, but for 552 and 452, which are about space; when some of several
 * addresses were taken the page was received.
 */
final class MailFailure {

    private static final int SPACE_EXCEEDED = 552;

    private MailFailure() {}

    /**
     * @param inDoubt whether the message was sent whole and no answer came
     * @param lastCode the server's last answer; 0 or less for none
     */
    static SendResult result(MessagingException failure, boolean inDoubt, int lastCode) {
        String reason = reason(failure);
        if (failure instanceof SendFailedException partial && some(partial.getValidSentAddresses()))
            return new SendResult.Delivered(null, "not taken for every address: " + reason);
        if (inDoubt) return new SendResult.InDoubt(reason);
        List<Integer> codes = codes(failure);
        if (codes.isEmpty() && lastCode >= 400) codes = List.of(lastCode);
        boolean refused = !codes.isEmpty() && codes.stream().allMatch(MailFailure::isFinal);
        return refused ? new SendResult.Rejected(reason) : new SendResult.Retry(null, reason);
    }

    private static boolean isFinal(int code) {
        return code >= 500 && code != SPACE_EXCEEDED;
    }

    private static boolean some(Address[] addresses) {
        return addresses != null && addresses.length > 0;
    }

    private static List<Integer> codes(MessagingException failure) {
        List<Integer> codes = new ArrayList<>();
        Exception each = failure;
        while (each instanceof MessagingException messaging) {
            int code = code(messaging);
            if (code >= 400) codes.add(code);
            each = messaging.getNextException();
        }
        return codes;
    }

    private static int code(MessagingException failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }

    /** One line, with every cause once. */
    static String reason(MessagingException failure) {
        StringBuilder reason = new StringBuilder();
        Exception each = failure;
        while (each != null) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
            String line = message.strip().replaceAll("\\s+", " ");
            if (reason.indexOf(line) < 0)
                reason.append(reason.isEmpty() ? "" : "; ").append(line);
            each = each instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return reason.toString();
    }
}
