package io.neonwatch.bench;

import java.util.Map;

/** One thing that is measured. */
interface Measurement {

    /** As in {@code bench/run NAME}. */
    String name();

    /**
     * Takes some minutes.
     *
     * @return the figures by name, in the order in which they are printed
     */
    Map<String, Number> measure() throws Exception;
}
