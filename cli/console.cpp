#include "cli/console.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <thread>

#include "base/text.h"
#include "cli/exit_code.h"

namespace tally::cli {

std::optional<std::string> environment_variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return std::string(value);
}

bool wants_colour(bool option_no_colour) {
    if (option_no_colour || environment_variable("NO_COLOR")) return false;
    const auto terminal = environment_variable("TERM");
    return terminal && *terminal != "dumb" && isatty(STDOUT_FILENO) == 1;
}

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void print_progress(std::string_view text) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kOften(50);
    static Clock::time_point flushed;
    std::fwrite(text.data(), 1, text.size(), stdout);
    const auto now = Clock::now();
    if (now - flushed < kOften) return;
    flushed = now;
    std::fflush(stdout);
}

void complain(std::string_view text) {
    std::fflush(stdout);  // so that both streams read in the order of what happened
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void print_usage_error(std::string_view what, std::string_view remedy) {
    complain("error: " + text::printable(what) + "\n");
    if (!remedy.empty()) complain("try: " + text::printable(remedy) + "\n");
}

void print_error(const Error& error) {
    print_usage_error(error.where.empty() ? error.what : error.where + ": " + error.what, error.remedy);
}

void pause_and_say(std::chrono::milliseconds span, std::string_view why) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.1f", static_cast<double>(span.count()) / 1000);
    complain(text::printable(why) + "; trying again in " + seconds + " s\n");
    std::this_thread::sleep_for(span);
}

int guarded(int (*program)(int argc, char** argv), int argc, char** argv) {
    try {
        return program(argc, argv);
    } catch (const std::exception& problem) {
        print_usage_error(std::string("this is a bug: ") + problem.what(),
                          "report it with the command you ran");
    }
    return to_int(ExitCode::bug);
}

}  // namespace tally::cli
