#include <cstdio>

#include "greeting.h"
#include "http_get.h"

int main() {
    const tally::Outcome outcome = greeting("plain-client").run([](const tally::MockServer& greeter) {
        return http_get(greeter.port(), "/greeting?name=Grace").find("Good morning, Ada") != std::string::npos;
    });
    std::puts(outcome.passed() ? outcome.contract_file.c_str() : outcome.text().c_str());
    return outcome.passed() ? 0 : 1;
}
