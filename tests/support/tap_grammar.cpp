#include "support/tap_grammar.h"

#include "base/json.h"
#include "base/text.h"

namespace tally::testing_support {
namespace {

class Reader {
  public:
    TapDocument document;

    void read(const std::string& text) {
        const auto lines = text::split(text, '\n');
        if (lines.empty() || lines[0] != "TAP version 14") complain("no version line");
        std::string plan;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const std::string line(lines[i]);
            if (in_block_) {
                block_line(line);
            } else if (line == "  ---") {
                in_block_ = true;
                if (document.points.empty()) complain("diagnostics before any test point");
            } else if (line.rfind("1..", 0) == 0) {
                if (!plan.empty() || !document.points.empty()) complain("a second or late plan");
                plan = line;
            } else if (line.rfind("ok ", 0) == 0 || line.rfind("not ok ", 0) == 0) {
                point(line);
            } else if (line.rfind("#", 0) != 0 && !(line.empty() && i + 1 == lines.size())) {
                complain("an unknown line: " + line);
            }
        }
        if (in_block_) complain("a block of diagnostics without an end");
        if (plan != "1.." + std::to_string(document.points.size())) complain("the plan says " + plan);
    }

  private:
    void complain(const std::string& what) { document.problems += what + "\n"; }

    void point(const std::string& line) {
        TapPoint point;
        point.good = line[0] == 'o';
        std::string rest = line.substr(point.good ? 3 : 7);
        const std::string number = std::to_string(document.points.size() + 1) + " - ";
        if (rest.rfind(number, 0) != 0) complain("not the next number: " + line);
        rest.erase(0, number.size());
        std::string* part = &point.description;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            if (rest[i] == '\\') {
                if (++i == rest.size() || (rest[i] != '#' && rest[i] != '\\')) complain("a lone \\: " + line);
                if (i < rest.size()) *part += rest[i];
            } else if (rest[i] == '#') {
                if (part == &point.directive || i == 0 || rest[i - 1] != ' ') complain("a lone #: " + line);
                part = &point.directive;
                ++i;  // the blank after it
            } else {
                *part += rest[i];
            }
        }
        const auto& directive = point.directive;
        if (!directive.empty() && directive.rfind("SKIP ", 0) != 0 && directive.rfind("TODO ", 0) != 0)
            complain("an unknown directive: " + line);
        document.points.push_back(std::move(point));
    }

    // What we write of YAML: blocks of members and lists, with numbers and texts in double quotes.
    void block_line(const std::string& line) {
        if (line == "  ...") {
            in_block_ = false;
            return;
        }
        document.points.back().diagnostics += line + "\n";
        if (line.rfind("  ", 0) != 0) return complain("not indented: " + line);
        std::string_view rest = text::trim(line);
        if (rest.rfind("- ", 0) == 0) rest = rest.substr(2);
        if (rest[0] != '"') {
            const auto colon = rest.find(':');
            if (colon == std::string_view::npos) return complain("no member: " + line);
            rest = text::trim(rest.substr(colon + 1));
        }
        const auto value = json::parse(rest);
        if (!rest.empty() && (!value || (!value->is_string() && !value->is_number())))
            complain("no text and no number: " + line);
    }

    bool in_block_ = false;
};

}  // namespace

TapDocument read_tap(const std::string& text) {
    Reader reader;
    reader.read(text);
    return std::move(reader.document);
}

}  // namespace tally::testing_support
