package mando.device.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Another client of the broker, without any code of ours, whose session the broker keeps over a restart. */
final class Witness implements AutoCloseable {

    record Heard(String topic, String payload, boolean retained) {}

    final Received<Heard> heard = new Received<>();
    private final MqttClient client;

    Witness(int port, String... filters) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, "witness", new MemoryPersistence());
        client.setCallback(new MqttCallbackExtended() {
            @Override
            public void connectComplete(boolean reconnect, String uri) {
                // the session is kept
            }

            @Override
            public void connectionLost(Throwable cause) {
                // Paho connects again
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                heard.add(new Heard(topic, message.toString(), message.isRetained()));
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // nothing waits for it
            }
        });
        var options = new MqttConnectOptions();
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        options.setMaxReconnectDelay(1000);
        options.setMaxInflight(1000);
        client.connect(options);
        for (var filter : filters) {
            client.subscribe(filter, 1);
        }
    }

    void publish(String topic, String payload, boolean retained) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100);
        client.close(true);
    }
}
