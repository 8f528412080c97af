package mando.device.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import mando.device.Command;
import mando.device.DeviceType;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Message;
import mando.device.mqtt.MessageBroker.Subscription;
import org.tinylog.Logger;

/**
 * Hears commands from others, such as a switch pressed in Home Assistant, for the devices that Mando drives itself. It only
 * translates: whoever receives the commands must check them like spoken ones. Retained messages are old and are ignored.
 */
public final class CommandSubscriber implements AutoCloseable {

    private static final int MAX_BYTES = 1024;
    private static final int LOG_EVERY = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageBroker broker;
    private final String baseTopic;
    private final Consumer<Command> commands;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    /** By the topic of its commands. */
    private volatile Map<String, Configuration.Device> devices = Map.of();
    private int ignored;

    /**
     * @param devices
     *            those driven by MQTT are left out: they hear their commands themselves
     * @param commands
     *            hears the commands on the broker's thread, unchecked
     */
    public CommandSubscriber(List<Configuration.Device> devices, MessageBroker broker, String baseTopic,
            Consumer<Command> commands) {
        this.broker = broker;
        this.baseTopic = baseTopic;
        this.commands = commands;
        replace(devices);
    }

    /** Hears the commands for these devices from now on, and for no others; each message is heard once. For one thread. */
    public void replace(List<Configuration.Device> replacement) {
        var topics = new HashMap<String, Configuration.Device>();
        for (var device : replacement) {
            if (device.gpio().isPresent() && device.type() != DeviceType.SENSOR) {
                topics.put(DeviceTopics.of(device, baseTopic).command(), device);
            }
        }
        devices = Map.copyOf(topics);
        topics.keySet().forEach(
                topic -> subscriptions.computeIfAbsent(topic, added -> broker.subscribe(added, this::received)));
        subscriptions.entrySet().removeIf(entry -> {
            boolean gone = !topics.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    private void received(Message message) {
        var device = devices.get(message.topic());
        if (device == null) {
            return; // its device was taken out of the configuration a moment ago
        }
        if (message.retained()) {
            Logger.info("Ignored a command on \"{}\": it is retained, so it may be old.", message.topic());
            return;
        }
        var command = message.payload().length > MAX_BYTES
                ? Optional.<Command>empty()
                : command(device, message.text().strip());
        command.ifPresentOrElse(commands, () -> {
            if (ignored++ % LOG_EVERY == 0) {
                Logger.warn("Ignored a message on \"{}\": it is no command for a {} ({} bytes; {} ignored so far).",
                        message.topic(), device.type().id(), message.payload().length, ignored);
            }
        });
    }

    private static Optional<Command> command(Configuration.Device device, String text) {
        if (text.startsWith("{")) {
            return set(device, text);
        }
        var verb = text.toLowerCase(Locale.ROOT);
        return device.type().actions().contains(verb) && !verb.equals("query") && !verb.equals("set")
                ? Optional.of(command(device, verb, Map.of()))
                : Optional.empty();
    }

    /** Home Assistant's JSON of a light, or what the discovery has it send for a fan. */
    private static Optional<Command> set(Configuration.Device device, String text) {
        try {
            var json = JSON.readTree(text);
            var slots = new TreeMap<String, Object>();
            for (var slot : device.type().slots()) {
                if (json.path(slot).canConvertToInt()) {
                    slots.put(slot, json.path(slot).asLong());
                }
            }
            return switch (json.path("state").asText().toLowerCase(Locale.ROOT)) {
                case "off" -> Optional.of(command(device, "off", Map.of()));
                case "toggle" -> Optional.of(command(device, "toggle", Map.of()));
                case "on" -> Optional.of(command(device, slots.isEmpty() ? "on" : "set", slots));
                case "" -> slots.isEmpty() ? Optional.empty() : Optional.of(command(device, "set", slots));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Command command(Configuration.Device device, String verb, Map<String, Object> slots) {
        return new Command(device.type().id() + "." + verb, new Command.One(device.name()), slots);
    }

    @Override
    public void close() {
        subscriptions.values().forEach(Subscription::close);
    }
}
