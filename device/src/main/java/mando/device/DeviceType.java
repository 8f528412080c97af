package mando.device;

import java.util.Locale;
import java.util.Set;

/** The kinds of devices, with the actions and the slots of {@code set} that each has. Names follow Home Assistant's. */
public enum DeviceType {
    LIGHT(Set.of("on", "off", "toggle", "set", "query"),
            Set.of("brightness", "brightness_step", "color", "color_temperature")),
    SWITCH(Set.of("on", "off", "toggle", "query"), Set.of()),
    FAN(Set.of("on", "off", "set", "query"), Set.of("speed", "speed_step")),
    COVER(Set.of("open", "close", "stop", "set", "query"), Set.of("position")),
    LOCK(Set.of("lock", "unlock", "query"), Set.of()),
    CLIMATE(Set.of("on", "off", "set", "query"), Set.of("temperature", "temperature_step")),
    MEDIA(Set.of("play", "pause", "stop", "next", "previous", "mute", "unmute", "set", "query"),
            Set.of("volume",
                    "volume_step")),
    VACUUM(Set.of("start", "pause", "stop", "dock", "query"), Set.of()),
    MOWER(Set.of("start", "pause", "stop", "dock", "query"), Set.of()),
    VALVE(Set.of("open", "close", "query"), Set.of()),
    SCENE(Set.of("activate"), Set.of()),
    SENSOR(Set.of("query"), Set.of()),
    DRONE(Set.of("arm", "disarm", "takeoff", "land", "hold", "return_home", "move", "turn", "set", "query"),
            Set.of("altitude",
                    "speed")),
    /** Its actions are the owner's own. */
    APPLIANCE(Set.of("query"), Set.of());

    private final Set<String> actions;
    private final Set<String> slots;

    DeviceType(Set<String> actions, Set<String> slots) {
        this.actions = actions;
        this.slots = slots;
    }

    /** As it is written in configurations and commands: {@code light}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException where there is no such type
     */
    public static DeviceType of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    public Set<String> actions() {
        return actions;
    }

    /** The slots of {@code set}. */
    public Set<String> slots() {
        return slots;
    }
}
