package mando.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mando.deploy.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on this machine, whatever it has. */
class DoctorCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAMP = "devices:\n  - {name: lamp, type: light, gpio: {pin: 17}}\n";

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out) {}

    private Run run(String yaml, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("mando.yaml"), yaml);
        var commandLine = CommandLineInterface.of(
                new Installation(Path.of("../models").toAbsolutePath().normalize(), folder.resolve("cache"), file));
        var out = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        var arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(List.of(options));
        return new Run(commandLine.execute(arguments.toArray(String[]::new)), out.toString());
    }

    private static Map<String, JsonNode> checks(String out) throws IOException {
        var checks = new LinkedHashMap<String, JsonNode>();
        for (String line : out.strip().split("\n")) {
            JsonNode check = JSON.readTree(line);
            checks.put(check.get("check").asText(), check);
        }
        return checks;
    }

    @Test
    void writesOneObjectACheckAndItsExitCodeFollowsTheFaults() throws IOException {
        Run run = run(LAMP, "--json");

        Map<String, JsonNode> checks = checks(run.out);
        assertThat(checks.keySet()).containsExactly("configuration", "board", "power", "processor", "memory", "storage",
                "clock", "user", "gpio", "broker", "microphone", "voice", "speech model", "wake word", "intent model",
                "names");
        assertThat(checks.values()).allSatisfy(check -> {
            assertThat(check.properties().stream().map(Map.Entry::getKey)).containsExactly("check", "status", "found",
                    "remedy", "facts", "millis");
            assertThat(check.get("status").asText()).isIn("ok", "warning", "fault");
            assertThat(check.get("remedy").isNull()).isEqualTo(check.get("status").asText().equals("ok"));
        });
        boolean fault = checks.values().stream().anyMatch(check -> check.get("status").asText().equals("fault"));
        assertThat(run.exitCode).isEqualTo(fault ? 1 : 0);
        assertThat(checks.get("speech model").get("status").asText()).isEqualTo("ok");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void aConfigurationThatCannotBeUsedIsAFaultAndTheRestGoesOn() throws IOException {
        Run run = run(LAMP.replace("pin", "pni"));

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).containsPattern("(?m)^fault +configuration +.*pni").contains("→ correct ")
                .containsPattern("(?m)^ok +intent model ").doesNotContainPattern("(?m)^\\w+ +broker ")
                .containsPattern("\\d+ faults?, \\d+ warnings? in 13 checks");
    }

    @Test
    void anUnknownOptionIsWrongUsage() throws IOException {
        assertThat(run(LAMP, "--fix").exitCode).isEqualTo(2);
    }
}
