package mando.device.mqtt;

import mando.device.Home;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;

/** A home with each kind of device that MQTT has to do with. */
final class TestHome {

    private static final String YAML = """
            areas: [kitchen]
            devices:
              - {name: reading lamp, type: light, area: kitchen, mqtt: {}}
              - {name: plain lamp, type: light, color: false, color_temperature: false, mqtt: {}}
              - {name: blinds, type: cover, mqtt: {state_topic: zigbee2mqtt/blinds, command_topic: zigbee2mqtt/blinds/set}}
              - {name: thermostat, type: climate, mqtt: {}}
              - {name: front door, type: lock, mqtt: {}}
              - {name: tap, type: valve, mqtt: {}}
              - {name: robot, type: vacuum, mqtt: {}}
              - {name: lawn robot, type: mower, mqtt: {}}
              - {name: movie night, type: scene, mqtt: {}}
              - {name: outdoor sensor, type: sensor, mqtt: {}}
              - {name: hi-fi, type: media, mqtt: {payloads: {play: PLAYING, set: "volume={volume}"}}}
              - {name: quadcopter, type: drone, mqtt: {}}
              - name: coffee maker
                type: appliance
                mqtt: {}
                actions: {order: {slots: {drink: [latte, mocha]}}}
              - {name: kitchen light, type: light, area: kitchen, gpio: {pin: 18, pwm: {frequency: 200}}}
              - {name: ceiling fan, type: fan, gpio: {pin: 19, pwm: {frequency: 100}}}
              - {name: pump, type: switch, gpio: {pin: 27, active_low: true}}
              - {name: button, type: sensor, gpio: {pin: 4, pull: up}}
            mqtt: {host: localhost}
            """;

    private TestHome() {}

    static Configuration configuration() {
        return ConfigurationReader.parse(YAML, "home.yaml", ConfigurationReader.Drivers.REQUIRED);
    }

    static Configuration.Device device(String name) {
        return new Home(configuration()).device(name).orElseThrow();
    }
}
