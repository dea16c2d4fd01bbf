package io.neonwatch.cli.demo;

/** Shows the demo's course to whoever started it. */
interface Reporter {

    void report(DemoEvent event);

    /** Says what the script does next; not an event. */
    void narrate(String sentence);
}
