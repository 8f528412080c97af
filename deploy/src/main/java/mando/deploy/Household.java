package mando.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import mando.device.Actuator;
import mando.device.Dispatcher;
import mando.device.Home;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
import mando.device.gpio.GpioActuator;
import mando.device.mqtt.BrokerException;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.MessageBroker;
import mando.device.mqtt.MqttActuator;
import mando.device.mqtt.PahoBroker;
import org.tinylog.Logger;

/** The devices of a configuration, connected: board, broker and dispatcher. Closing it returns every line to its initial level. */
public final class Household implements AutoCloseable {

    private final Board board;
    private final Optional<PahoBroker> broker;
    private final Dispatcher dispatcher;
    private final String baseTopic;

    private Household(Board board, Optional<PahoBroker> broker, Dispatcher dispatcher, String baseTopic) {
        this.board = board;
        this.broker = broker;
        this.dispatcher = dispatcher;
        this.baseTopic = baseTopic;
    }

    /**
     * Connects the devices.
     *
     * @param board is closed with the household
     * @param announcements hears what is to be said without having been asked
     * @throws BrokerException where the broker refuses us
     */
    public static Household open(Configuration configuration, Board board, Consumer<String> announcements) {
        Optional<PahoBroker> broker = configuration.mqtt().map(Household::connect);
        String baseTopic = configuration.mqtt().map(Configuration.Mqtt::baseTopic).orElse("mando");
        var actuators = new HashMap<String, Actuator>();
        for (Configuration.Device device : configuration.devices()) {
            device.gpio().ifPresent(gpio -> actuators.put(device.name(), GpioActuator.of(gpio, board)));
            if (device.mqtt().isPresent()) {
                broker.ifPresent(
                        connected -> actuators.put(device.name(), new MqttActuator(connected, device, baseTopic)));
            }
        }
        var home = new Home(configuration);
        var dispatcher = new Dispatcher(home, Map.copyOf(actuators), Clock.systemDefaultZone(),
                configuration.safety().confirmTimeout(), announcements);
        return new Household(board, broker, dispatcher, baseTopic);
    }

    private static PahoBroker connect(Configuration.Mqtt mqtt) {
        BrokerSettings settings = BrokerSettings.of(mqtt.host(), mqtt.port(), mqtt.clientId(), mqtt.baseTopic());
        Optional<String> password = mqtt.password().or(() -> mqtt.passwordFile().map(Household::password));
        if (mqtt.username().isPresent()) {
            settings = settings.withCredentials(
                    new BrokerSettings.Credentials(mqtt.username().get(), password.orElse("")));
        }
        var broker = new PahoBroker(settings, new Random());
        broker.connect().ifPresent(problem -> Logger.warn("{}; trying again in the background", problem));
        return broker;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException("the MQTT password file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What does the commands. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    Optional<MessageBroker> broker() {
        return broker.map(MessageBroker.class::cast);
    }

    /** Publishes a turn as an event; where there is no broker, or its queue is full, the journal has it all the same. */
    public void publish(Turn turn) {
        broker.ifPresent(connected -> {
            try {
                connected.publish(baseTopic + "/events", TurnJson.of(turn).toString(),
                        MessageBroker.Delivery.AT_MOST_ONCE, false);
            } catch (BrokerException e) {
                Logger.warn("An event could not be published: {}", e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        dispatcher.close();
        broker.ifPresent(PahoBroker::close);
        board.close();
    }

    /** What the log says of a household. */
    List<String> describe() {
        return List.of(board.simulated() ? "virtual GPIO board" : "GPIO board",
                broker.map(connected -> connected.connected() ? "MQTT connected" : "MQTT not connected")
                        .orElse("no MQTT"));
    }
}
