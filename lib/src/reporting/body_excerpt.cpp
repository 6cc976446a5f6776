#include "reporting/body_excerpt.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/json.h"
#include "base/secrets.h"
#include "base/text.h"
#include "model/path_expression.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

constexpr std::size_t kLineBytes = 120;
constexpr std::size_t kWholeBytes = 60;  // containers with more text than that are folded
constexpr std::size_t kNeighbours = 2;   // shown unmarked members of a container that has marked ones

// The places to show, as a tree of member names and indices.
struct Marks {
    bool marked = false;
    std::string note;
    std::vector<std::string> missing;  // members that are not there
    std::map<std::string, Marks> below;

    const Marks* find(const std::string& step) const {
        const auto found = below.find(step);
        return found == below.end() ? nullptr : &found->second;
    }
};

Marks tree_of(const std::vector<BodyMark>& marks) {
    Marks root;
    for (const auto& mark : marks) {
        const auto path = model::parse_path(mark.location);
        if (!path) continue;
        Marks* node = &root;
        bool exact = true;
        for (const auto& step : path->steps) {
            if (const auto* field = std::get_if<model::Field>(&step)) {
                node = &node->below[field->name];
            } else if (const auto* index = std::get_if<model::Index>(&step)) {
                node = &node->below[std::to_string(index->position)];
            } else {
                exact = false;
                break;
            }
        }
        node->marked = true;
        if (!exact) continue;
        if (node->note.empty()) node->note = mark.note;
        node->missing.insert(node->missing.end(), mark.missing.begin(), mark.missing.end());
    }
    return root;
}

class Renderer {
  public:
    explicit Renderer(std::size_t max_lines) : max_lines_(max_lines) {}

    void show(const json::Value& value, const Marks& marks) { show(value, marks, "", "", ""); }
    std::vector<ExcerptLine> take() { return std::move(lines_); }

  private:
    // A missing member is reported at its parent: then the members that are there are the answer.
    static bool opens(const json::Value& value, const Marks& marks) {
        if (value.object() != nullptr && (!value.object()->empty() || !marks.missing.empty()))
            return !marks.below.empty() || marks.marked;
        return value.array() != nullptr && !value.array()->empty() && !marks.below.empty();
    }

    void line(const std::string& text, bool marked, const std::string& note = "") {
        if (lines_.size() < max_lines_) {
            std::string shown = one_line(text, kLineBytes);
            if (!note.empty()) shown += "  <- " + note;
            lines_.push_back({std::move(shown), marked});
        } else if (!lines_.empty() && !lines_.back().marked) {
            lines_.back().text = "...";
        }
    }

    // Whether the text of `value` is short enough to be shown whole; looks at no more than it has to.
    static bool is_short(const json::Value& value, std::size_t& budget) {
        const auto spend = [&budget](std::size_t bytes) {
            if (bytes > budget) return false;
            budget -= bytes;
            return true;
        };
        if (value.string() != nullptr) return spend(value.string()->size() + 2);
        if (value.object() != nullptr) {
            for (const auto& member : *value.object()) {
                if (!spend(member.name.size() + 4) || !is_short(member.value, budget)) return false;
            }
        }
        if (value.array() != nullptr) {
            for (const auto& item : *value.array()) {
                if (!spend(1) || !is_short(item, budget)) return false;
            }
        }
        return spend(value.number_text() == nullptr ? 5 : value.number_text()->size());
    }

    static std::string compact(const json::Value& value) {
        std::size_t budget = kWholeBytes;
        if (is_short(value, budget)) return json::to_text(value);
        if (value.object() != nullptr && !value.object()->empty()) return "{ ... }";
        if (value.array() != nullptr && !value.array()->empty()) {
            return "[ ... " + std::to_string(value.array()->size()) + " ]";
        }
        return json::to_text(value);
    }

    void show(const json::Value& value, const Marks& marks, const std::string& indent, const std::string& key,
              const std::string& comma) {
        // What is marked below is not there, or masked: then this is the nearest line
        if (!opens(value, marks))
            return line(indent + key + compact(value) + comma, marks.marked || !marks.below.empty(),
                        marks.note);
        const bool is_object = value.object() != nullptr;
        // Where members are missing they say more than the object
        line(indent + key + (is_object ? "{" : "["), marks.marked && marks.missing.empty(), marks.note);
        for (const auto& missing : marks.missing) line(indent + "  " + missing, true);
        std::vector<std::pair<std::string, const json::Value*>> children;
        if (is_object) {
            for (const auto& member : *value.object()) children.emplace_back(member.name, &member.value);
        } else {
            for (const auto& item : *value.array())
                children.emplace_back(std::to_string(children.size()), &item);
        }
        const std::size_t neighbours = marks.below.empty() ? 2 * kNeighbours : kNeighbours;
        show_children(children, marks, indent + "  ", is_object, neighbours);
        line(indent + (is_object ? "}" : "]") + comma, false);
    }

    void show_children(const std::vector<std::pair<std::string, const json::Value*>>& children,
                       const Marks& marks, const std::string& indent, bool named, std::size_t neighbours) {
        static const Marks kNone;
        std::size_t folded = 0;
        std::size_t shown_unmarked = 0;
        for (std::size_t i = 0; i < children.size(); ++i) {
            const auto& [name, value] = children[i];
            const Marks* below = marks.find(name);
            if (below == nullptr && shown_unmarked >= neighbours) {
                ++folded;
                continue;
            }
            if (below == nullptr) ++shown_unmarked;
            fold(folded, indent);
            const std::string key = named ? json::to_text(json::Value(name)) + ": " : "";
            show(*value, below == nullptr ? kNone : *below, indent, key, i + 1 < children.size() ? "," : "");
        }
        fold(folded, indent);
    }

    void fold(std::size_t& folded, const std::string& indent) {
        if (folded > 0) line(indent + "... " + std::to_string(folded) + " more", false);
        folded = 0;
    }

    std::size_t max_lines_;
    std::vector<ExcerptLine> lines_;
};

std::vector<ExcerptLine> text_excerpt(std::string_view body, std::size_t max_lines) {
    std::vector<ExcerptLine> lines;
    for (const auto piece : text::split(body.substr(0, std::min<std::size_t>(body.size(), 4096)), '\n')) {
        const auto trimmed =
            !piece.empty() && piece.back() == '\r' ? piece.substr(0, piece.size() - 1) : piece;
        if (trimmed.empty() && lines.empty()) continue;
        if (lines.size() == max_lines) {
            lines.back().text = "...";
            return lines;
        }
        lines.push_back({one_line(trimmed, kLineBytes), false});
    }
    while (!lines.empty() && lines.back().text.empty()) lines.pop_back();
    return lines;
}

// Every line of a document that is short enough: it may say in its depths why something was refused.
std::vector<ExcerptLine> whole_json(std::string_view body, std::size_t max_lines) {
    if (body.size() > kLineBytes * max_lines) return {};
    const auto value = json::parse(masked_json(body));
    if (!value || (!value->is_object() && !value->is_array())) return {};
    const std::string text = json::to_pretty_text(*value);
    const auto pieces = text::split(text, '\n');
    if (pieces.size() > max_lines) return {};
    std::vector<ExcerptLine> lines;
    for (const auto piece : pieces) lines.push_back({one_line(piece, kLineBytes), false});
    return lines;
}

}  // namespace

std::vector<ExcerptLine> json_excerpt(std::string_view body, const std::vector<BodyMark>& marks,
                                      std::size_t max_lines) {
    const auto value = json::parse(masked_json(body));
    if (!value || (!value->is_object() && !value->is_array())) return {};
    Marks tree = tree_of(marks);
    const bool in_particular = tree.marked || !tree.below.empty();
    if (tree.below.empty()) tree.marked = true;  // a mark opens the document
    Renderer renderer(max_lines);
    renderer.show(*value, tree);
    auto lines = renderer.take();
    if (!in_particular && !lines.empty()) lines.front().marked = false;
    return lines;
}

std::vector<ExcerptLine> body_excerpt(std::string_view body, std::size_t max_lines) {
    if (max_lines == 0 || body.empty()) return {};
    auto lines = whole_json(body, max_lines);
    if (lines.empty()) lines = json_excerpt(body, {}, max_lines);
    return lines.empty() ? text_excerpt(masked_json(body), max_lines) : lines;
}

}  // namespace tally::reporting
