package mando.device.mqtt;

class PahoBrokerMoquetteTest extends PahoBrokerContract {

    @Override
    TestServer start(int onPort) {
        return TestServer.moquette(onPort);
    }
}
