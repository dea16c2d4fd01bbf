package io.neonwatch.sandbox.process;

import java.nio.file.Path;
import java.util.List;

/** The processes of this machine, found by what they work on. */
public final class ProcessTable {

    private ProcessTable() {}

    /** Those that name the path in their command line: the children, and the guards while they are at work. */
    public static List<ProcessHandle> naming(Path path) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(path.toString()))
                        .isPresent())
                .toList();
    }
}
