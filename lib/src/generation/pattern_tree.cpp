#include "generation/pattern_tree.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tally::generation {
namespace {

using Ranges = std::vector<CharacterRange>;
using Kind = PatternNode::Kind;

constexpr std::size_t kUnboundedRepeats = 20;
constexpr std::size_t kMostRepeats = 10000;
constexpr std::size_t kMaxDepth = 100;

const Ranges kDigits = {{'0', '9'}};
const Ranges kLower = {{'a', 'z'}};
const Ranges kUpper = {{'A', 'Z'}};
const Ranges kLetters = {{'a', 'z'}, {'A', 'Z'}};
const Ranges kAlphanumeric = {{'a', 'z'}, {'A', 'Z'}, {'0', '9'}};
const Ranges kWord = {{'a', 'z'}, {'A', 'Z'}, {'0', '9'}, {'_', '_'}};
const Ranges kBlank = {{' ', ' '}};
const Ranges kHex = {{'0', '9'}, {'a', 'f'}};
const Ranges kPunctuation = {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}};
const Ranges kVisible = {{' ', '~'}};

// Everything a reader can see that is not in `ranges`.
Ranges complement(const Ranges& ranges) {
    Ranges rest;
    for (std::uint32_t c = ' '; c <= '~'; ++c) {
        const bool inside = std::any_of(ranges.begin(), ranges.end(), [c](const CharacterRange& range) {
            return range.first <= c && c <= range.last;
        });
        if (!inside) rest.push_back({c, c});
    }
    return rest;
}

const Ranges* class_named(std::string_view name) {
    struct Named {
        std::string_view name;
        const Ranges* ranges;
    };
    static const std::array<Named, 25> names = {
        {{"alpha", &kLetters}, {"digit", &kDigits},      {"alnum", &kAlphanumeric},
         {"upper", &kUpper},   {"lower", &kLower},       {"space", &kBlank},
         {"blank", &kBlank},   {"punct", &kPunctuation}, {"xdigit", &kHex},
         {"word", &kWord},     {"print", &kVisible},     {"graph", &kAlphanumeric},
         {"L", &kLetters},     {"Lu", &kUpper},          {"Ll", &kLower},
         {"N", &kDigits},      {"Nd", &kDigits},         {"P", &kPunctuation},
         {"Alpha", &kLetters}, {"Digit", &kDigits},      {"Alnum", &kAlphanumeric},
         {"Upper", &kUpper},   {"Lower", &kLower},       {"IsAlphabetic", &kLetters},
         {"IsDigit", &kDigits}}};
    for (const Named& named : names) {
        if (named.name == name) return named.ranges;
    }
    return nullptr;
}

class PatternParser {
  public:
    explicit PatternParser(std::string_view pattern) : rest_(pattern) {}

    Result<PatternNode> parse() {
        PatternNode tree = alternatives();
        if (!problem_.empty()) return bad(problem_);
        if (!rest_.empty()) return bad("a ')' without '('");
        return tree;
    }

  private:
    static Error bad(std::string what) {
        return {ErrorCode::unsupported, "", "no text can be made from the pattern: " + std::move(what),
                "use a simpler pattern, or give an example of your own"};
    }
    void fail(std::string_view what) {
        if (problem_.empty()) problem_ = what;
        rest_ = {};
    }
    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    char take_any() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    PatternNode alternatives() {
        if (++depth_ > kMaxDepth) fail("it is nested too deeply");
        PatternNode all;
        all.kind = Kind::alternatives;
        do {
            all.children.push_back(sequence());
        } while (take("|"));
        --depth_;
        return all.children.size() == 1 ? std::move(all.children.front()) : std::move(all);
    }

    PatternNode sequence() {
        PatternNode all;
        while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
            PatternNode node;
            if (!item(node)) continue;  // an anchor or a flag
            all.children.push_back(repeated(std::move(node)));
        }
        return all;
    }

    // False for what stands for no text.
    bool item(PatternNode& node) {
        const char c = rest_.front();
        if (c == '(') return group(node);
        if (c == '[') {
            take("[");
            node = one_of(character_class());
            return true;
        }
        if (c == '\\') return escape(node);
        if (take("^") || take("$")) return false;
        if (take(".")) {
            node = one_of(kAlphanumeric);
            return true;
        }
        if (c == '*' || c == '+' || c == '?') {
            fail("a repetition of nothing");
            return false;
        }
        node = one_of(single(code_point()));
        return true;
    }

    bool group(PatternNode& node) {
        take("(");
        std::string name;
        bool look_around = false;
        if (take("?")) {
            if (take("#")) {
                while (!rest_.empty() && rest_.front() != ')') rest_.remove_prefix(1);
                take(")");
                return false;
            }
            if (take("=") || take("!") || take("<=") || take("<!"))
                look_around = true;
            else if (take("<") || take("P<"))
                name = until('>');
            else if (take("'"))
                name = until('\'');
            else if (!take(">") && !take(":") && !flags())
                return false;
        } else {
            name = std::to_string(++groups_);
        }
        node.kind = Kind::group;
        node.name = std::move(name);
        node.children.push_back(alternatives());
        if (!take(")")) fail("a '(' without ')'");
        return !look_around;
    }

    // "(?i)" ends at once; "(?i:" goes on as a group. False for the first.
    bool flags() {
        while (!rest_.empty() && rest_.front() != ')' && rest_.front() != ':') rest_.remove_prefix(1);
        if (take(":")) return true;
        take(")");
        return false;
    }

    std::string until(char end) {
        std::string text;
        while (!rest_.empty() && rest_.front() != end) text += take_any();
        if (!rest_.empty()) rest_.remove_prefix(1);
        return text;
    }

    bool escape(PatternNode& node) {
        take("\\");
        if (rest_.empty()) {
            fail("a '\\' at the end");
            return false;
        }
        const char c = rest_.front();
        if (c >= '1' && c <= '9') {
            std::string number;
            while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') number += take_any();
            return refer_to(node, std::move(number));
        }
        if (take("k<")) return refer_to(node, until('>'));
        constexpr std::string_view without_text = "AzZbBG";
        if (without_text.find(c) != std::string_view::npos) {
            take_any();
            return false;
        }
        node = one_of(escaped_characters());
        return true;
    }

    static bool refer_to(PatternNode& node, std::string name) {
        node.kind = Kind::reference;
        node.name = std::move(name);
        return true;
    }

    // After the backslash, inside and outside of classes.
    Ranges escaped_characters() {
        const char c = take_any();
        switch (c) {
            case 'd':
                return kDigits;
            case 'D':
                return complement(kDigits);
            case 'w':
                return kWord;
            case 'W':
                return complement(kWord);
            case 's':
                return kBlank;
            case 'S':
                return complement(kBlank);
            case 'h':
                return kHex;
            case 'H':
                return complement(kHex);
            case 'n':
                return single('\n');
            case 'r':
                return single('\r');
            case 't':
                return single('\t');
            case 'f':
                return single('\f');
            case 'e':
                return single(0x1b);
            case 'R':
                return single('\n');
            case 'u':
                return single(hex_digits(4));
            case 'x':
                return single(take("{") ? braced_hex() : hex_digits(2));
            case 'p':
            case 'P':
                return property(c == 'P');
            default:
                break;
        }
        rest_ = std::string_view(rest_.data() - 1, rest_.size() + 1);  // as it is, perhaps of several bytes
        return single(code_point());
    }

    std::uint32_t hex_digits(std::size_t count) {
        std::uint32_t number = 0;
        const std::string_view digits = rest_.substr(0, count);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
        if (error != std::errc())
            fail("a malformed character code");
        else
            rest_.remove_prefix(static_cast<std::size_t>(end - digits.data()));
        return number;
    }
    std::uint32_t braced_hex() {
        const std::uint32_t number = hex_digits(6);
        take("}");
        return number;
    }

    Ranges property(bool negated) {
        if (!take("{")) {
            fail("a property without braces");
            return {};
        }
        std::string name = until('}');
        if (!name.empty() && name.front() == '^') {
            negated = !negated;
            name.erase(0, 1);
        }
        const Ranges* ranges = class_named(name);
        if (!ranges) {
            fail("the property '" + name + "' is not known");
            return {};
        }
        return negated ? complement(*ranges) : *ranges;
    }

    Ranges character_class() {
        const bool negated = take("^");
        Ranges ranges;
        bool first = true;
        while (!rest_.empty() && (first || rest_.front() != ']')) {
            first = false;
            if (take("[:")) {
                add_posix(ranges);
            } else if (take("&&")) {
                fail("an intersection of classes");
            } else if (take("[")) {
                const Ranges nested = character_class();
                ranges.insert(ranges.end(), nested.begin(), nested.end());
            } else {
                add_member(ranges);
            }
        }
        if (!take("]")) fail("a '[' without ']'");
        return negated ? complement(ranges) : ranges;
    }

    void add_posix(Ranges& ranges) {
        const bool negated = take("^");
        const std::size_t end = rest_.find(":]");
        const Ranges* known = end == std::string_view::npos ? nullptr : class_named(rest_.substr(0, end));
        if (!known) return fail("an unknown class of characters");
        rest_.remove_prefix(end + 2);
        const Ranges all = negated ? complement(*known) : *known;
        ranges.insert(ranges.end(), all.begin(), all.end());
    }

    Ranges class_character() {
        if (take("\\")) {
            if (rest_.empty()) return {};
            if (take("b")) return single('\b');
            return escaped_characters();
        }
        return single(code_point());
    }

    void add_member(Ranges& ranges) {
        const Ranges first = class_character();
        const bool is_single = first.size() == 1 && first[0].first == first[0].last;
        const bool is_range = is_single && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
        if (!is_range) {
            ranges.insert(ranges.end(), first.begin(), first.end());
            return;
        }
        take("-");
        const Ranges last = class_character();
        if (last.size() != 1 || last[0].last < first[0].first)
            return fail("a range of characters that is empty");
        ranges.push_back({first[0].first, last[0].last});
    }

    PatternNode repeated(PatternNode node) {
        while (!rest_.empty()) {
            std::size_t least = 0;
            std::size_t most = 0;
            if (take("*"))
                most = kUnboundedRepeats;
            else if (take("+"))
                least = 1, most = kUnboundedRepeats;
            else if (take("?"))
                most = 1;
            else if (!counted(least, most))
                break;
            if (!take("?")) take("+");  // lazy and possessive: the same texts
            PatternNode repeat;
            repeat.kind = Kind::repeat;
            repeat.least = least;
            repeat.most = most;
            repeat.children.push_back(std::move(node));
            node = std::move(repeat);
        }
        return node;
    }

    // {n}, {n,}, {n,m}, {,m}; anything else with a brace is literal.
    bool counted(std::size_t& least, std::size_t& most) {
        const std::size_t end = rest_.find('}');
        if (rest_.front() != '{' || end == std::string_view::npos) return false;
        const std::string_view inside = rest_.substr(1, end - 1);
        const std::size_t comma = inside.find(',');
        const std::string_view low = inside.substr(0, comma);
        const auto number = [](std::string_view text, std::size_t& value) {
            const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            return error == std::errc() && stop == text.data() + text.size();
        };
        least = 0;
        if (!low.empty() && !number(low, least)) return false;
        if (comma == std::string_view::npos) {
            if (low.empty()) return false;
            most = least;
        } else if (const std::string_view high = inside.substr(comma + 1); high.empty()) {
            if (low.empty()) return false;
            most = least + kUnboundedRepeats;
        } else if (!number(high, most)) {
            return false;
        }
        if (least > kMostRepeats || most > kMostRepeats || most < least)
            fail("a repetition that is too long");
        rest_.remove_prefix(std::min(rest_.size(), end + 1));
        return true;
    }

    std::uint32_t code_point() {
        const auto first = static_cast<unsigned char>(take_any());
        std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
        std::uint32_t code = first >= 0xf0   ? first & 0x07u
                             : first >= 0xe0 ? first & 0x0fu
                             : first >= 0xc0 ? first & 0x1fu
                                             : first;
        for (; more > 0 && !rest_.empty(); --more)
            code = code << 6 | (static_cast<unsigned char>(take_any()) & 0x3fu);
        return code;
    }

    static Ranges single(std::uint32_t code) { return {{code, code}}; }
    static PatternNode one_of(Ranges ranges) {
        PatternNode node;
        node.kind = Kind::characters;
        node.characters = std::move(ranges);
        return node;
    }

    std::string_view rest_;
    std::string problem_;
    std::size_t groups_ = 0;
    std::size_t depth_ = 0;
};

}  // namespace

Result<PatternNode> parse_pattern_tree(std::string_view pattern) {
    return PatternParser(pattern).parse();
}

}  // namespace tally::generation
