package mando.deploy.cli;

import mando.deploy.Installation;
import mando.deploy.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", mixinStandardHelpOptions = true, description = "Recorded commands through the whole real pipeline; no hardware, broker or configuration. Exit code 0 when all are right.")
final class DemoCommand extends MandoCommand {

    @Option(names = "--json", description = "turns as JSON objects")
    private boolean json;

    DemoCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        var printer = new TurnPrinter(out(), json);
        return new Demo(installation(), out(), printer::print).play() == 0 ? 0 : FaultReport.FAILED;
    }
}
