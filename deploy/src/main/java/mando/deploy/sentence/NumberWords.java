package mando.deploy.sentence;

/** Numbers as people say them: 105 is "one hundred and five". */
final class NumberWords {

    private static final String[] ONES = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
            "nine",
            "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen"};
    private static final String[] TENS = { "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
            "ninety"};

    private NumberWords() {}

    /**
     * @param number 0 to 9999
     */
    static String of(int number) {
        if (number < 0 || number > 9999) {
            throw new IllegalArgumentException("no words for " + number);
        }
        if (number < 20) {
            return ONES[number];
        }
        if (number < 100) {
            return TENS[number / 10] + rest(" ", number % 10);
        }
        if (number < 1000) {
            return ONES[number / 100] + " hundred" + rest(" and ", number % 100);
        }
        return ONES[number / 1000] + " thousand" + rest(" ", number % 1000);
    }

    private static String rest(String join, int number) {
        return number == 0 ? "" : join + of(number);
    }
}
