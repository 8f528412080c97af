package mando.device.mqtt;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.zip.CRC32;
import mando.device.configuration.Configuration;

/**
 * Where a device is commanded and tells its state.
 *
 * @param command
 *            by default {@code baseTopic/device_name/set}
 * @param state
 *            by default {@code baseTopic/device_name/state}
 */
record DeviceTopics(String command, String state) {

    static DeviceTopics of(Configuration.Device device, String baseTopic) {
        var own = baseTopic + "/" + slug(device.name());
        var configured = device.mqtt();
        return new DeviceTopics(configured.flatMap(Configuration.MqttTopics::commandTopic).orElse(own + "/set"),
                configured.flatMap(Configuration.MqttTopics::stateTopic).orElse(own + "/state"));
    }

    /** A name as one level of a topic: {@code living_room_blinds}. Two names never become the same. */
    static String slug(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        var plain = Normalizer.normalize(lower, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+",
                "_");
        if (lower.matches("[a-z0-9]+( [a-z0-9]+)*")) {
            return plain;
        }
        // Something was left out, which may have been all that tells two names apart.
        var checksum = new CRC32();
        checksum.update(lower.getBytes(StandardCharsets.UTF_8));
        return plain + "_" + Long.toHexString(checksum.getValue());
    }
}
