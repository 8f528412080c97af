package mando.speech;

/** Sines to test with. */
record Tone(double hertz, double amplitude) {

    float[] samples(int sampleRate, int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return samples;
    }

    /** How much of this frequency is in the samples: an amplitude, by correlation under a Hann window. */
    static double amplitude(float[] samples, double hertz, int sampleRate) {
        double real = 0;
        double imaginary = 0;
        double weight = 0;
        for (int i = 0; i < samples.length; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / samples.length);
            double angle = 2 * Math.PI * hertz * i / sampleRate;
            real += window * samples[i] * Math.cos(angle);
            imaginary += window * samples[i] * Math.sin(angle);
            weight += window;
        }
        return 2 * Math.hypot(real, imaginary) / weight;
    }

    static double rootMeanSquare(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
