#include <cstdio>

#include "greeter_provider.h"

int main() {
    const tally::VerificationOutcome outcome = greeter().verify();
    std::puts(outcome.text.c_str());
    return outcome.passed ? 0 : 1;
}
