package io.neonwatch.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/** A page of entries, newest first, that looks the same for every sink and refreshes itself. */
public final class Page {

    private static final String HTML = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="3">
            <title>{title} ({count})</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.3rem; margin-bottom: .2rem; }
            article { border: 1px solid #8884; border-radius: .5rem; padding: .8rem 1rem; margin: 1rem 0; overflow-wrap: anywhere; }
            article > time, .quiet { color: #888; font-size: .85rem; }
            article h2 { font-size: 1.05rem; margin: .3rem 0; }
            article h3 { font-size: 1rem; margin: .3rem 0; }
            article p { margin: .4rem 0; }
            .fields { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem 1rem; }
            code, pre { background: #8882; border-radius: .25rem; padding: .05rem .25rem; font-size: .9em; }
            pre { padding: .5rem; overflow-x: auto; white-space: pre-wrap; }
            table { border-collapse: collapse; } th { text-align: left; padding-right: 1rem; font-weight: 500; color: #888; }
            .button { display: inline-block; border: 1px solid #8886; border-radius: .35rem; padding: .15rem .7rem; margin-right: .4rem; }
            iframe { width: 100%; height: 22rem; border: 1px solid #8883; border-radius: .35rem; background: #fff; }
            </style>
            </head>
            <body>
            <h1>{title}</h1>
            <p class="quiet">{hint}</p>
            {entries}
            </body>
            </html>
            """;

    private Page() {}

    /**
     * Answers with the page.
     *
     * @param hint one sentence of plain text
     * @param entries HTML of each, newest first
     */
    public static void show(HttpExchange exchange, String title, String hint, List<String> entries) throws IOException {
        String articles = entries.isEmpty()
                ? "<p>Nothing yet.</p>"
                : "<article>" + String.join("</article>\n<article>", entries) + "</article>";
        String html = HTML.replace("{title}", escape(title))
                .replace("{count}", Integer.toString(entries.size()))
                .replace("{hint}", escape(hint))
                .replace("{entries}", articles);
        LocalHttpServer.answer(exchange, 200, "text/html", html);
    }

    /** Plain text as HTML, also within quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
