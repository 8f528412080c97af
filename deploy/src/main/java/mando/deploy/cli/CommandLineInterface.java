package mando.deploy.cli;

import mando.deploy.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code mando} command line: one subcommand a task. */
@Command(name = "mando", mixinStandardHelpOptions = true, version = "mando 0.1.0", description = "Firmware for a Raspberry Pi that you talk to.", subcommands = {
        RunCommand.class, DemoCommand.class, ListenCommand.class, TranscribeCommand.class, SayCommand.class,
        DevicesCommand.class, DoctorCommand.class, EvalCommand.class, BenchCommand.class, ChatCommand.class,
        SchemaCommand.class,
        ModelCommand.class})
public final class CommandLineInterface implements Runnable {

    @Spec
    private CommandSpec spec;

    private CommandLineInterface() {}

    /** The command line of one installation, ready to execute arguments. */
    public static CommandLine of(Installation installation) {
        var commandLine = new CommandLine(new CommandLineInterface(), new CommandFactory(installation));
        commandLine.setExecutionExceptionHandler(new FaultReport());
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which command: mando COMMAND");
    }

    /** Gives the installation to each command that asks for it in its constructor. */
    private record CommandFactory(Installation installation) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                var constructor = type.getDeclaredConstructor(Installation.class);
                return constructor.newInstance(installation);
            } catch (NoSuchMethodException _) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

}
