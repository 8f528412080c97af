package mando.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mando.device.configuration.Configuration;

/** The configured devices and what is known of their state. Thread-safe. */
public final class Home {

    private final Configuration configuration;
    private final Map<String, Configuration.Device> byName = new LinkedHashMap<>();
    private final Map<String, DeviceState> states = new ConcurrentHashMap<>();

    public Home(Configuration configuration) {
        this.configuration = configuration;
        for (Configuration.Device device : configuration.devices()) {
            byName.put(key(device.name()), device);
            device.aliases().forEach(alias -> byName.put(key(alias), device));
        }
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    public List<Configuration.Device> devices() {
        return configuration.devices();
    }

    /** A device by its name or an alias, in any case. */
    public Optional<Configuration.Device> device(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** The devices of a type, in an area or on a floor where one is given, in configuration order. */
    public List<Configuration.Device> devices(DeviceType type, Optional<String> area, Optional<String> floor) {
        return configuration.devices().stream().filter(device -> device.type() == type)
                .filter(device -> area.isEmpty()
                        || device.area().filter(name -> isCalled(name, area.get())).isPresent())
                .filter(device -> floor.isEmpty()
                        || device.area().flatMap(this::floorOf).filter(floor.get()::equalsIgnoreCase).isPresent())
                .toList();
    }

    private boolean isCalled(String areaName, String wanted) {
        return configuration.areas().stream().filter(area -> area.name().equals(areaName))
                .anyMatch(area -> area.name().equalsIgnoreCase(wanted)
                        || area.aliases().stream().anyMatch(wanted::equalsIgnoreCase));
    }

    private Optional<String> floorOf(String areaName) {
        return configuration.areas().stream().filter(area -> area.name().equals(areaName)).findFirst()
                .flatMap(Configuration.Area::floor);
    }

    public DeviceState state(Configuration.Device device) {
        return states.getOrDefault(device.name(), DeviceState.unknown());
    }

    /** Takes over what was known of devices that are still driven as they were; a line that is taken anew begins at its initial level. */
    void inherit(Home before, Succession succession) {
        before.devices().forEach(device -> succession.of(device)
                .filter(successor -> device.gpio().equals(successor.gpio()))
                .ifPresent(successor -> Optional.ofNullable(before.states.get(device.name()))
                        .ifPresent(state -> states.merge(successor.name(), state,
                                (newer, older) -> older.with(newer.values())))));
    }

    /** What a device was told to do, or said of itself. */
    public void setState(Configuration.Device device, DeviceState state) {
        states.put(device.name(), state);
    }
}
