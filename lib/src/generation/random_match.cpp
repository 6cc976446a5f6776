#include "generation/random_match.h"

#include <map>

#include "base/regex.h"
#include "generation/pattern_tree.h"

namespace tally::generation {
namespace {

constexpr std::size_t kMaxBytes = 64u << 10;
constexpr int kAttempts = 100;

void append_utf8(std::string& text, std::uint32_t code) {
    const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(value); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xc0 | code >> 6);
        byte(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        byte(0xe0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3f));
        byte(0x80 | (code & 0x3f));
    } else {
        byte(0xf0 | code >> 18);
        byte(0x80 | (code >> 12 & 0x3f));
        byte(0x80 | (code >> 6 & 0x3f));
        byte(0x80 | (code & 0x3f));
    }
}

class TextMaker {
  public:
    explicit TextMaker(Random& random) : random_(random) {}

    std::string make(const PatternNode& tree) {
        text_.clear();
        groups_.clear();
        append(tree);
        return text_;
    }

  private:
    std::size_t choose(std::size_t least, std::size_t most) {
        return static_cast<std::size_t>(
            random_.between(static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)));
    }

    void append(const PatternNode& node) {
        if (text_.size() > kMaxBytes) return;
        switch (node.kind) {
            case PatternNode::Kind::characters:
                return append_character(node);
            case PatternNode::Kind::sequence:
                for (const PatternNode& child : node.children) append(child);
                return;
            case PatternNode::Kind::alternatives:
                return append(node.children[choose(0, node.children.size() - 1)]);
            case PatternNode::Kind::repeat:
                for (std::size_t i = choose(node.least, node.most); i > 0 && text_.size() <= kMaxBytes; --i) {
                    append(node.children.front());
                }
                return;
            case PatternNode::Kind::group: {
                const std::size_t start = text_.size();
                append(node.children.front());
                if (!node.name.empty()) groups_[node.name] = text_.substr(start);
                return;
            }
            case PatternNode::Kind::reference:
                text_ += groups_[node.name];
                return;
        }
    }

    void append_character(const PatternNode& node) {
        std::size_t total = 0;
        for (const CharacterRange& range : node.characters) total += range.last - range.first + 1;
        if (total == 0) return;
        std::size_t chosen = choose(0, total - 1);
        for (const CharacterRange& range : node.characters) {
            const std::size_t size = range.last - range.first + 1;
            if (chosen < size) return append_utf8(text_, range.first + static_cast<std::uint32_t>(chosen));
            chosen -= size;
        }
    }

    Random& random_;
    std::string text_;
    std::map<std::string, std::string> groups_;
};

}  // namespace

Result<std::string> random_match(std::string_view pattern, Random& random) {
    const Result<Regex> regex = Regex::compile_cached(pattern);
    if (!regex) return regex.error();
    const Result<PatternNode> tree = parse_pattern_tree(pattern);
    if (!tree) return tree.error();
    TextMaker maker(random);
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        std::string text = maker.make(*tree);
        if (text.size() > kMaxBytes) break;
        const Result<bool> matches = regex->matches_all_of(text);
        if (!matches) return matches.error();
        if (*matches) return text;
    }
    return Error{ErrorCode::unsupported, "",
                 "no text was found that matches the pattern '" + std::string(pattern) + "'",
                 "use a simpler pattern, or give an example of your own"};
}

}  // namespace tally::generation
