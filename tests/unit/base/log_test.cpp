#include "base/log.h"

#include <gtest/gtest.h>

#include <string>

namespace tally::log {
namespace {

// Runs `write` with the level set and gives back what went to stderr.
template <class Write>
std::string written_at(Level level, Write write) {
    set_level(level);
    testing::internal::CaptureStderr();
    write();
    set_level(Level::warn);
    return testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneLineWithItsLevel) {
    const std::string text = written_at(Level::info, [] { info("server started"); });
    EXPECT_NE(text.find(" info server started\n"), std::string::npos) << text;
}

TEST(Log, DropsWhatIsBelowTheLevel) {
    EXPECT_EQ(written_at(Level::warn, [] { info("not wanted"); }), "");
    EXPECT_EQ(written_at(Level::off, [] { error("not wanted"); }), "");
    EXPECT_FALSE(enabled(Level::info));
    EXPECT_TRUE(enabled(Level::error));
}

TEST(Log, CannotBeForgedByWhatItQuotes) {
    const std::string text =
        written_at(Level::info, [] { info("path /x\n2021-01-01 error all lost\x1b[2J"); });
    EXPECT_NE(text.find("/x\\n2021-01-01 error all lost\\x1b[2J\n"), std::string::npos) << text;
}

TEST(LogLevel, IsReadInAnyCaseAndWithItsOtherNames) {
    EXPECT_EQ(parse_level("DEBUG").value_or(Level::off), Level::debug);
    EXPECT_EQ(parse_level("none").value_or(Level::warn), Level::off);
    EXPECT_EQ(parse_level("fatal").value_or(Level::off), Level::error);
    EXPECT_EQ(parse_level("warning").value_or(Level::off), Level::warn);
}

TEST(LogLevel, SuggestsTheNearestName) {
    const Result<Level> level = parse_level("debgu");
    ASSERT_FALSE(level);
    EXPECT_EQ(level.error().text(), "unknown log level 'debgu'; did you mean 'debug'?");
    EXPECT_EQ(parse_level("loud and clear").error().remedy,
              "use one of trace, debug, info, warn, error, off");
}

}  // namespace
}  // namespace tally::log
