package mando.device.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mando.device.DeviceType;

/** A configuration file that was read and found right. Immutable. */
public record Configuration(String language, Speech speech, Wake wake, Intent intent, List<Area> areas,
        List<Device> devices,
        Optional<Mqtt> mqtt, Safety safety, Responses responses) {

    public Configuration {
        areas = List.copyOf(areas);
        devices = List.copyOf(devices);
    }

    /**
     * @param model {@code own}, {@code sphinx-en-us} or a folder
     * @param exact whether nothing is heard but sentences that are put together like the examples for this home
     * @param gainDb what the microphone's sound is amplified by, in dB
     * @param threshold the least probability that an utterance was spoken, and meant, at which something is done, 0 to 1
     * @param early whether a sure and harmless command is done after less silence
     */
    public record Speech(String model, boolean exact, String microphone, double gainDb, double threshold,
            boolean early) {}

    /**
     * When it listens for commands.
     *
     * @param words lower case
     * @param sensitivity 0 to 1, higher wakes easier
     * @param timeout how long a command is waited for once awake
     */
    public record Wake(Mode mode, List<String> words, double sensitivity, Duration timeout, Optional<Gpio> button,
            boolean earcon) {

        /** What makes it listen. */
        public enum Mode {
            /** A wake word; the button and the MQTT message too. */
            WORD,
            /** The button or the MQTT message. */
            PUSH,
            /** Nothing: it always does. */
            OPEN
        }

        public Wake {
            words = List.copyOf(words);
        }
    }

    /**
     * @param threshold the least confidence at which something is done, 0 to 1
     */
    public record Intent(double threshold) {}

    public record Area(String name, List<String> aliases, Optional<String> floor) {

        public Area {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * A device and how it is driven; at most one of {@code gpio} and {@code mqtt}.
     *
     * @param slots the slots that its {@code set} accepts here, after what its configuration and its driver take away
     * @param confirm the actions that are done only after a yes
     * @param phrases the owner's own sentences, by the action that each asks for
     */
    public record Device(String name, List<String> aliases, DeviceType type, Optional<String> area, Set<String> slots,
            Set<String> confirm, Limits limits, Optional<Gpio> gpio, Optional<MqttTopics> mqtt,
            Map<String, ApplianceAction> actions, Map<String, List<String>> phrases) {

        public Device {
            phrases = Map.copyOf(phrases);
            aliases = List.copyOf(aliases);
            slots = Set.copyOf(slots);
            confirm = Set.copyOf(confirm);
        }
    }

    /**
     * What a device may be set to.
     *
     * @param minTemperature in the home's degrees
     * @param maxAltitude metres
     * @param maxDistance metres, of one move
     */
    public record Limits(double minTemperature, double maxTemperature, double maxAltitude, double maxDistance) {}

    /**
     * @param pin BCM number
     * @param pwmHertz present where the line is driven by pulse-width modulation
     */
    public record Gpio(int pin, boolean activeLow, boolean initiallyOn, String pull, Optional<Double> pwmHertz) {}

    /**
     * @param payloads what to publish for an action, in place of the default
     */
    public record MqttTopics(Optional<String> commandTopic, Optional<String> stateTopic, Map<String, String> payloads,
            boolean retain) {}

    /** An appliance's own action, with its slots in the file's order. */
    public record ApplianceAction(Map<String, Slot> slots) {}

    public record Slot(List<String> values, boolean required) {

        public Slot {
            values = List.copyOf(values);
        }
    }

    public record Mqtt(String host, int port, Optional<String> username, Optional<String> password,
            Optional<Path> passwordFile, String clientId, String baseTopic, boolean discovery,
            String discoveryPrefix) {}

    public record Safety(Duration confirmTimeout) {}

    /**
     * @param voice as espeak-ng names it
     * @param piperModel a voice of Piper, which is then preferred
     * @param volume 0 to 100, of replies and tones
     * @param quietHours when nothing is said aloud
     * @param bargeIn whether it listens for the wake word and for "stop" while it speaks
     * @param tone how the language model words what was done
     */
    public record Responses(boolean speak, String voice, Optional<Path> piperModel, int volume,
            Optional<QuietHours> quietHours, boolean bargeIn, Tone tone) {

        /** Of replies; {@code TEMPLATE} is the same few sentences, without the language model. */
        public enum Tone {
            PLAIN, FRIENDLY, BRIEF, TEMPLATE
        }
    }

    /**
     * A part of each day, past midnight where it begins later than it ends.
     *
     * @param to the first minute after it
     */
    public record QuietHours(LocalTime from, LocalTime to) {

        public boolean contains(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }
}
