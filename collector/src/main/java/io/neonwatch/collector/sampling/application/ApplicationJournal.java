package io.neonwatch.collector.sampling.application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Says in the log how the scrapes of an application fare, only when that changes. */
final class ApplicationJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(ApplicationJournal.class);

    private final String target;
    private boolean failing;
    private boolean broken;
    private boolean tooMany;

    ApplicationJournal(String target) {
        this.target = target;
    }

    void answered(Exposition exposition) {
        if (failing) at(LOGGER.atInfo()).log("Application answers again");
        failing = false;
        boolean nowBroken = exposition.brokenLines() > 0;
        if (nowBroken && !broken)
            at(LOGGER.atWarn())
                    .addKeyValue("lines", exposition.brokenLines())
                    .addKeyValue("first", exposition.firstProblem())
                    .log("Application's metrics have lines that cannot be read; the others are taken");
        broken = nowBroken;
        boolean nowTooMany = exposition.leftOut() > 0;
        if (nowTooMany && !tooMany)
            at(LOGGER.atWarn())
                    .addKeyValue("left_out", exposition.leftOut())
                    .log("Application has more series than max_series; name those that matter in include");
        tooMany = nowTooMany;
    }

    void failed(String reason) {
        if (!failing)
            at(LOGGER.atWarn())
                    .addKeyValue("reason", reason)
                    .log("Application could not be scraped; it is tried again at every interval");
        failing = true;
    }

    private LoggingEventBuilder at(LoggingEventBuilder event) {
        return event.addKeyValue("target", target).addKeyValue("probe", ApplicationWatch.PROBE);
    }
}
