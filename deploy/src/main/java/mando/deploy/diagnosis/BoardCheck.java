package mando.deploy.diagnosis;

import mando.device.gpio.GpioSurvey;

/** What machine this is. */
final class BoardCheck implements Check {

    private final GpioSurvey survey;
    private final SystemFiles files;
    private final String architecture;

    /**
     * @param architecture as {@code os.arch} has it
     */
    BoardCheck(GpioSurvey survey, SystemFiles files, String architecture) {
        this.survey = survey;
        this.files = files;
        this.architecture = architecture;
    }

    @Override
    public String name() {
        return "board";
    }

    @Override
    public Finding look() {
        String kernel = files.text("proc/sys/kernel/osrelease").orElse("unknown");
        var facts = Facts.of("model", survey.model()).with("raspberryPi", survey.raspberryPi())
                .with("architecture", architecture).with("kernel", kernel);
        String found = (survey.raspberryPi()
                ? survey.model()
                : survey.model().isEmpty() ? "not a Raspberry Pi" : survey.model() + ", not a Raspberry Pi") + ", "
                + architecture + ", Linux " + kernel;
        return architecture.equals("arm")
                ? new Finding.Fault(found,
                        "install the 64-bit Raspberry Pi OS: on 32 bits the language model's vectors are "
                                + "computed one number at a time",
                        facts)
                : new Finding.Ok(found, facts);
    }
}
