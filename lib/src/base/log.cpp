#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

#include "base/text.h"

namespace tally::log {

namespace {

std::atomic<Level> threshold = Level::warn;

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::trace:
            return spdlog::level::trace;
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
        case Level::off:
            return spdlog::level::off;
    }
    return spdlog::level::off;
}

// Made when the first message is written, never registered under a name, and never destroyed: threads may log
// while the program ends.
spdlog::logger& logger() {
    static spdlog::logger& instance = []() -> spdlog::logger& {
        auto* made = new spdlog::logger("tally", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_level(spdlog::level::trace);
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        made->flush_on(spdlog::level::trace);
        return *made;
    }();
    return instance;
}

}  // namespace

Result<Level> parse_level(std::string_view name) {
    struct Name {
        std::string_view text;
        Level level;
    };
    constexpr Name kNames[] = {{"trace", Level::trace}, {"debug", Level::debug}, {"info", Level::info},
                               {"warn", Level::warn},   {"error", Level::error}, {"off", Level::off},
                               {"none", Level::off},    {"fatal", Level::error}, {"warning", Level::warn}};
    std::vector<std::string> known;
    for (const Name& candidate : kNames) {
        if (text::equals_ignoring_case(name, candidate.text)) return candidate.level;
        known.emplace_back(candidate.text);
    }
    const std::string near = text::nearest(name, known);
    return Error{
        ErrorCode::invalid_input, "", "unknown log level '" + text::printable(name) + "'",
        near.empty() ? "use one of trace, debug, info, warn, error, off" : "did you mean '" + near + "'?"};
}

void set_level(Level level) {
    threshold = level;
}

bool enabled(Level level) {
    return level != Level::off && level >= threshold;
}

void write(Level level, std::string_view message) {
    if (!enabled(level)) return;
    // One message is one line: text from outside cannot make lines that look like others.
    logger().log(spdlog_level(level), text::replace_all(text::printable(message), "\n", "\\n"));
}

}  // namespace tally::log
