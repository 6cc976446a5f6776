#include "e2e/verify/failure_blocks.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace tally::e2e {

namespace {

constexpr std::size_t kMaxLines = 25;

bool is_headline(std::string_view line) {
    for (const std::string_view word :
         {"FAILED  \"", "PENDING  \"", "FLAKY  \"", "ENVIRONMENT  \"", "NOT RUN  \""}) {
        if (line.substr(0, word.size()) == word) return true;
    }
    return false;
}

class Block {
  public:
    explicit Block(const std::vector<std::string>& lines) : lines_(lines) {}

    std::string problems() {
        if (lines_.size() > kMaxLines) problems_ += "more than 25 lines; ";
        for (const char* start : {"  contract  ", "  try       ", "  rerun     contract-verify "})
            require(start);
        const std::string_view headline = lines_.front();
        if (headline.substr(0, 11) == "ENVIRONMENT" || headline.substr(0, 7) == "NOT RUN") {
            require("  because   ");
            return problems_;
        }
        for (const char* start : {"  request   ", "  response  ", "  repeat    curl "}) require(start);
        // A body of another type is not compared; the sentence names both types
        const bool other_type = has("  body      Expected a body of '");
        if (!other_type) {
            require("    expected  ");
            require("    actual    ");
        }
        const bool names_the_place = has("  $") || has("  status    ") || has("  header ") ||
                                     has("  metadata ") || other_type || has("  body      ");
        if (!names_the_place) problems_ += "no place of a difference; ";
        return problems_;
    }

  private:
    bool has(std::string_view start) const {
        return std::any_of(lines_.begin(), lines_.end(), [start](const std::string& line) {
            return line.compare(0, start.size(), start) == 0;
        });
    }
    void require(std::string_view start) {
        if (!has(start)) problems_ += "no line '" + std::string(start) + "'; ";
    }

    const std::vector<std::string>& lines_;
    std::string problems_;
};

}  // namespace

std::vector<std::vector<std::string>> failure_blocks(const std::string& report) {
    std::vector<std::vector<std::string>> blocks;
    bool inside = false;
    for (const auto line : text::split(report, '\n')) {
        if (is_headline(line)) {
            blocks.emplace_back();
            inside = true;
        } else if (line.empty()) {
            inside = false;
        }
        if (inside) blocks.back().emplace_back(line);
    }
    return blocks;
}

testing::AssertionResult tells_all(const testing_support::Outcome& outcome) {
    const auto blocks = failure_blocks(outcome.output);
    std::size_t fatal = 0;
    for (const auto& block : blocks) {
        const std::string problems = Block(block).problems();
        if (!problems.empty()) return testing::AssertionFailure() << problems << text::join(block, "\n");
        if (block.front().rfind("PENDING", 0) != 0) ++fatal;
    }
    if (outcome.exit_code == 0 && fatal > 0)
        return testing::AssertionFailure() << "a failure, but exit code 0";
    if (outcome.exit_code != 0 && fatal == 0)
        return testing::AssertionFailure() << "exit code " << outcome.exit_code << " without a failure";
    return testing::AssertionSuccess();
}

}  // namespace tally::e2e
