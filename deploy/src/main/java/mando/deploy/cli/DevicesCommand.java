package mando.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.deploy.Pronunciation;
import mando.deploy.sentence.CommandSentences;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.inference.intent.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "devices", mixinStandardHelpOptions = true, description = "The devices, how each is driven, and phrases that each understands.")
final class DevicesCommand extends MandoCommand {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PHRASES = 4;

    @Option(names = "--json", description = "one JSON object a device")
    private boolean json;

    DevicesCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration(Drivers.OPTIONAL);
        Catalogue catalogue = HomeCatalogue.of(configuration);
        Pronunciation pronunciation = new Hearing(installation()).pronunciation();
        for (Configuration.Device device : configuration.devices()) {
            List<String> phrases = phrases(catalogue, device.name());
            if (json) {
                out().println(describe(device, phrases, pronunciation));
            } else {
                out().println(device.name() + "  (" + device.type().id()
                        + device.area().map(area -> ", " + area).orElse("") + ", "
                        + driver(device) + ")");
                names(device).forEach(name -> out().println("    heard as " + pronunciation.describe(name)));
                phrases.forEach(phrase -> out().println("    \"" + phrase + "\""));
            }
        }
        if (!json) {
            pronunciation.similar(catalogue).forEach(pair -> out().println("\"" + pair.first() + "\" and \""
                    + pair.second() + "\" sound alike: one may be taken for the other"));
        }
        return 0;
    }

    private static List<String> names(Configuration.Device device) {
        return Stream.concat(Stream.of(device.name()), device.aliases().stream()).toList();
    }

    private static List<String> phrases(Catalogue catalogue, String name) {
        var alone = new Catalogue(catalogue.areas(),
                catalogue.devices().stream().filter(device -> device.name().equals(name)).toList());
        return CommandSentences.shipped().ofDevices(alone).stream().filter(sentence -> sentence.contains(" "))
                .limit(PHRASES)
                .toList();
    }

    private static String driver(Configuration.Device device) {
        return device.gpio().map(gpio -> "GPIO" + gpio.pin() + (gpio.pwmHertz().isPresent() ? " PWM" : ""))
                .orElse(device.mqtt().isPresent() ? "MQTT" : "no driver");
    }

    private static ObjectNode describe(Configuration.Device device, List<String> phrases,
            Pronunciation pronunciation) {
        ObjectNode node = JSON.createObjectNode().put("name", device.name()).put("type", device.type().id());
        device.area().ifPresent(area -> node.put("area", area));
        node.put("driver", driver(device));
        device.aliases().forEach(node.withArray("aliases")::add);
        ObjectNode heard = node.putObject("heardAs");
        names(device).forEach(name -> heard.put(name, pronunciation.describe(name)));
        new TreeSet<>(device.type().actions()).forEach(node.withArray("actions")::add);
        device.actions().keySet().forEach(node.withArray("actions")::add);
        new TreeSet<>(device.slots()).forEach(node.withArray("slots")::add);
        phrases.forEach(node.withArray("phrases")::add);
        return node;
    }
}
