package mando.device.gpio;

/** What pulse-width modulation accepts. */
final class PwmRange {

    private PwmRange() {}

    static double require(int pin, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new GpioException("GPIO" + pin + ": a duty cycle lies between 0 and 100 %, not " + percent + ".");
        }
        return percent;
    }

    static double requireFrequency(int pin, double hertz) {
        if (!(hertz > 0 && hertz <= 100_000)) {
            throw new GpioException(
                    "GPIO" + pin + ": a PWM frequency lies above 0 and up to 100000 Hz, not " + hertz + ".");
        }
        return hertz;
    }
}
