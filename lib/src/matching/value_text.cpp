#include "matching/value_text.h"

#include "base/text.h"

namespace tally::matching {
namespace {

class BoundedPrinter {
  public:
    std::string print(const json::Value& value) {
        append(value);
        return text::shorten(text_, kMaxShownBytes);
    }

  private:
    bool full() const { return text_.size() > kMaxShownBytes; }

    void append(const json::Value& value) {
        if (full()) return;
        if (const json::Array* array = value.array())
            append(*array);
        else if (const json::Object* object = value.object())
            append(*object);
        else if (const std::string* string = value.string())
            append_string(*string);
        else
            text_ += json::to_text(value);
    }
    void append(const json::Array& array) {
        text_ += '[';
        for (std::size_t i = 0; i < array.size() && !full(); ++i) {
            if (i > 0) text_ += ", ";
            append(array[i]);
        }
        text_ += ']';
    }
    void append(const json::Object& object) {
        text_ += '{';
        bool first = true;
        for (const json::Member& member : object) {
            if (full()) break;
            if (!first) text_ += ", ";
            first = false;
            append_string(member.name);
            text_ += ": ";
            append(member.value);
        }
        text_ += '}';
    }
    void append_string(const std::string& string) {
        text_ += json::to_text(json::Value(text::shorten(string, kMaxShownBytes)));
    }

    std::string text_;
};

}  // namespace

std::string shown(const json::Value& value) {
    return BoundedPrinter().print(value);
}

std::string shown_with_kind(const json::Value& value) {
    const std::string* string = value.string();
    return (string ? quoted(*string) : shown(value)) + " (" + std::string(json::kind_name(value.kind())) +
           ')';
}

std::string shortened(std::string_view text) {
    return text::shorten(text, kMaxShownBytes);
}

std::string quoted(std::string_view text) {
    return '\'' + shortened(text) + '\'';
}

std::string content_text(const json::Value& value) {
    if (const std::string* string = value.string()) return *string;
    return json::to_text(value);
}

}  // namespace tally::matching
