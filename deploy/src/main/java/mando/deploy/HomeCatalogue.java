package mando.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mando.device.DeviceType;
import mando.device.configuration.Configuration;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Intent;

/** What the intent model is told of a configured home. */
public final class HomeCatalogue {

    private HomeCatalogue() {}

    public static Catalogue of(Configuration configuration) {
        var devices = new ArrayList<Catalogue.Device>();
        for (Configuration.Device device : configuration.devices()) {
            var own = new ArrayList<Catalogue.ApplianceAction>();
            device.actions().forEach((name, action) -> {
                var slots = new ArrayList<Catalogue.Slot>();
                action.slots().forEach(
                        (slot, values) -> slots.add(new Catalogue.Slot(slot, values.values(), values.required())));
                own.add(new Catalogue.ApplianceAction(name, slots));
            });
            devices.add(new Catalogue.Device(device.name(), device.aliases(), device.type().id(), device.area(),
                    actions(device),
                    device.slots(), own));
        }
        return new Catalogue(configuration.areas().stream()
                .map(area -> new Catalogue.Area(area.name(), area.aliases(), area.floor())).toList(), devices,
                phrases(configuration));
    }

    private static Map<String, Intent> phrases(Configuration configuration) {
        var phrases = new LinkedHashMap<String, Intent>();
        for (Configuration.Device device : configuration.devices()) {
            device.phrases().forEach((action, sentences) -> sentences.forEach(sentence -> phrases.put(sentence,
                    new Intent(device.type().id() + "." + action, new Intent.OneDevice(device.name()), Map.of(),
                            Optional.empty()))));
        }
        return phrases;
    }

    /** Nothing can be set where no slot is left to set. */
    private static Set<String> actions(Configuration.Device device) {
        var actions = new TreeSet<>(device.type().actions());
        if (device.slots().isEmpty() && device.type() != DeviceType.APPLIANCE) {
            actions.remove("set");
        }
        return actions;
    }
}
