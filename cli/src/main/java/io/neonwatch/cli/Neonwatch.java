package io.neonwatch.cli;

import io.neonwatch.cli.demo.DemoCommand;
import io.neonwatch.cli.doctor.DoctorCommand;
import io.neonwatch.cli.service.CheckConfigCommand;
import io.neonwatch.cli.service.CollectorCommand;
import io.neonwatch.cli.service.NotifierCommand;
import io.neonwatch.cli.service.ProcessorCommand;
import io.neonwatch.cli.service.RunCommand;
import io.neonwatch.cli.topics.TopicsCommand;
import io.neonwatch.runtime.config.ConfigException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program's entry. Exit status: 0 done, 1 the thing checked is not so, 2 wrong usage or configuration. */
@Command(
        name = "neonwatch",
        description = "Watches Neon and PostgreSQL databases, pages the right person, and has a recovery branch ready.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CollectorCommand.class,
            ProcessorCommand.class,
            NotifierCommand.class,
            CheckConfigCommand.class,
            DoctorCommand.class,
            TopicsCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        })
public final class Neonwatch {

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Neonwatch()).setExecutionExceptionHandler(Neonwatch::explain);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        if (failure instanceof ConfigException) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        command.getErr().println("neonwatch: " + message(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
