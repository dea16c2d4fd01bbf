package io.neonwatch.notifier.email;

import io.neonwatch.notifier.channel.Fact;
import io.neonwatch.notifier.channel.Page;

/** A page as HTML that mail programs show alike: one table, styles inline, nothing loaded from elsewhere. */
final class EmailHtml {

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
            <body style="margin:0;padding:16px;background:#f3f4f6;font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;color:#111827">
            <table role="presentation" cellpadding="0" cellspacing="0" style="max-width:640px;width:100%;margin:0 auto;background:#ffffff;border-collapse:collapse">
            """;
    private static final String HEAD = """
            <tr><td style="padding:14px 20px;background:{colour};color:#ffffff;font-size:18px;font-weight:bold">{headline}</td></tr>
            <tr><td style="padding:18px 20px 6px;font-size:17px;line-height:1.4">{summary}</td></tr>
            <tr><td style="padding:8px 20px"><table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px">
            """;
    private static final String ROW = """
            <tr><td style="padding:3px 16px 3px 0;color:#6b7280;vertical-align:top;white-space:nowrap">{name}</td><td style="padding:3px 0;word-break:break-word">{text}</td></tr>
            """;
    private static final String PARAGRAPH = """
            <tr><td style="padding:10px 20px;font-size:14px;line-height:1.5">{text}</td></tr>
            """;
    private static final String FOOT = """
            <tr><td style="padding:14px 20px;color:#6b7280;font-size:12px">Neonwatch, episode {episode}</td></tr>
            </table>
            </body>
            </html>
            """;

    private EmailHtml() {}

    static String of(Page page) {
        StringBuilder html = new StringBuilder(FRAME);
        html.append(HEAD.replace("{colour}", page.tone().colour())
                .replace("{headline}", escape(page.headline()))
                .replace("{summary}", escape(page.summary())));
        for (Fact fact : page.facts())
            html.append(ROW.replace("{name}", escape(fact.name())).replace("{text}", escape(fact.text())));
        html.append("</table></td></tr>\n");
        if (!page.detail().isBlank()) html.append(paragraph(detail(page.detail())));
        if (!page.runbook().isBlank()) html.append(paragraph(runbook(page.runbook())));
        if (page.mayRepeat())
            html.append(paragraph("This may be a repeat: nothing says whether the first sending arrived."));
        return html.append(FOOT.replace("{episode}", escape(page.episode()))).toString();
    }

    private static String paragraph(String html) {
        return PARAGRAPH.replace("{text}", html);
    }

    /** What stands in backticks becomes code. */
    private static String detail(String text) {
        return escape(text)
                .replaceAll("`([^`\n]*)`", "<code style=\"background:#f3f4f6\">$1</code>")
                .replace("\n", "<br>\n");
    }

    private static String runbook(String runbook) {
        String shown = escape(runbook);
        return runbook.matches("https?://\\S+") ? "<a href=\"" + shown + "\">Runbook</a>" : "Runbook: " + shown;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
