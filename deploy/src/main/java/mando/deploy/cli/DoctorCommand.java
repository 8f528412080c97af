package mando.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mando.deploy.Installation;
import mando.deploy.diagnosis.Check;
import mando.deploy.diagnosis.Doctor;
import mando.deploy.diagnosis.Examination;
import mando.deploy.diagnosis.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks microphone, models, GPIO, broker, permissions, clock and memory, and says how to mend each fault. Nothing is switched or published. Exit code 1 where there is a fault.")
final class DoctorCommand extends MandoCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "one JSON object a check: check, status (ok, warning or fault), found, remedy, facts, millis")
    private boolean json;

    DoctorCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        return examine(Doctor.checks(installation(), options().configuration(installation()), Path.of("/"),
                System.getenv()));
    }

    private int examine(List<Check> checks) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (Check check : checks) {
            Examination examination = Examination.of(check);
            findings.add(examination.finding());
            if (json) {
                out().println(describe(examination));
            } else {
                print(examination);
            }
            out().flush();
        }
        long faults = findings.stream().filter(Finding.Fault.class::isInstance).count();
        if (!json) {
            long warnings = findings.stream().filter(Finding.Warning.class::isInstance).count();
            out().println();
            out().println(faults + warnings == 0
                    ? "All is well."
                    : faults + (faults == 1 ? " fault, " : " faults, ") + warnings
                            + (warnings == 1 ? " warning" : " warnings") + " in " + checks.size() + " checks.");
        }
        return faults == 0 ? 0 : FaultReport.FAILED;
    }

    private void print(Examination examination) {
        Finding finding = examination.finding();
        out().printf(Locale.ROOT, "%-8s %-14s %s%n", status(finding), examination.check(), finding.found());
        switch (finding) {
            case Finding.Ok _ -> {
            }
            case Finding.Warning warning -> remedy(warning.remedy());
            case Finding.Fault fault -> remedy(fault.remedy());
        }
    }

    private void remedy(String remedy) {
        out().printf(Locale.ROOT, "%-23s → %s%n", "", remedy);
    }

    private static String status(Finding finding) {
        return switch (finding) {
            case Finding.Ok _ -> "ok";
            case Finding.Warning _ -> "warning";
            case Finding.Fault _ -> "fault";
        };
    }

    private static ObjectNode describe(Examination examination) {
        Finding finding = examination.finding();
        ObjectNode node = JSON.createObjectNode().put("check", examination.check()).put("status", status(finding))
                .put("found", finding.found());
        switch (finding) {
            case Finding.Ok _ -> node.putNull("remedy");
            case Finding.Warning warning -> node.put("remedy", warning.remedy());
            case Finding.Fault fault -> node.put("remedy", fault.remedy());
        }
        node.set("facts", JSON.valueToTree(finding.facts().values()));
        return node.put("millis", examination.took().toMillis());
    }
}
