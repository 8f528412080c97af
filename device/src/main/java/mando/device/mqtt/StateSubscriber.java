package mando.device.mqtt;

import java.util.ArrayList;
import java.util.List;
import mando.device.Home;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Message;
import mando.device.mqtt.MessageBroker.Subscription;
import org.tinylog.Logger;

/**
 * Reads back what devices driven by MQTT say of themselves, on their state topics, into the home. It never actuates
 * anything; a message that is no state is ignored with a line in the log (the first, and then every thousandth).
 */
public final class StateSubscriber implements AutoCloseable {

    private static final int LOG_EVERY = 1000;

    private final Home home;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private int ignored;

    /**
     * @param baseTopic
     *            for the state topics {@code baseTopic/device_name/state} where the configuration gives none
     */
    public StateSubscriber(MessageBroker broker, Home home, String baseTopic) {
        this.home = home;
        for (var device : home.devices()) {
            if (device.mqtt().isPresent()) {
                var topic = DeviceTopics.of(device, baseTopic).state();
                subscriptions.add(broker.subscribe(topic, message -> received(device, message)));
            }
        }
    }

    private void received(Configuration.Device device, Message message) {
        if (message.payload().length == 0) {
            return; // how a retained message is deleted
        }
        StatePayload.read(device.type(), message.payload())
                .ifPresentOrElse(properties -> home.setState(device, home.state(device).with(properties)), () -> {
                    if (ignored++ % LOG_EVERY == 0) {
                        Logger.warn(
                                "Ignored a message on \"{}\": it is no state of a {} ({} bytes; {} ignored so far).",
                                message.topic(), device.type().id(), message.payload().length, ignored);
                    }
                });
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
