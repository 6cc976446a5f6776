#include "recording/body_parts.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "http/content_type.h"
#include "recording/value_parts.h"
#include "recording/written_matcher.h"
#include "recording/xml_parts.h"

namespace tally::recording {
namespace {

model::KeyedRules rules_at(const model::PathExpression& path, model::RuleList list) {
    return {model::to_text(path), path, std::move(list)};
}

// Nobody replaces values in bodies without places for them. What is made at random may stay the example there; what
// comes from elsewhere would be wrong.
bool comes_from_elsewhere(const model::Generator& generator) {
    return std::holds_alternative<model::ProviderStateGenerator>(generator) ||
           std::holds_alternative<model::MockServerUrlGenerator>(generator);
}

void refuse_value_from_elsewhere(const model::Generator& generator, Place place, std::vector<Mistake>& mistakes) {
    if (comes_from_elsewhere(generator))
        mistakes.push_back({place, "from_provider_state() and mock_server_url() work in JSON, XML and form bodies only; "
                                   "write the text without them"});
}

// A value of which a text in the body is made, with its rules at `path`.
std::string text_at(const model::PathExpression& path, const Value& value, Place place, BodyParts& parts,
                    std::vector<Mistake>& mistakes) {
    SingleText single = single_text(value, place, mistakes);
    if (!single.rules.empty() || single.generator) check_path_of_matcher(path, place, mistakes);
    if (single.generator) refuse_value_from_elsewhere(*single.generator, place, mistakes);
    if (!single.rules.empty()) parts.rules.push_back(rules_at(path, std::move(single.rules)));
    if (single.generator) parts.generators.push_back({model::to_text(path), path, *std::move(single.generator)});
    return std::move(single.text);
}

class BodyForms {
  public:
    BodyForms(const BodyDraft& draft, std::vector<Mistake>& mistakes) : draft_(draft), mistakes_(mistakes) {
        parts_.body.content_type = draft.content_type;
    }

    BodyParts take() && { return std::move(parts_); }

    void operator()(const JsonBody& json) {
        DocumentParts document = document_parts(json.document, draft_.place, mistakes_);
        parts_.body.bytes = json::to_text(document.example);
        parts_.rules = std::move(document.rules);
        parts_.generators = std::move(document.generators);
    }

    void operator()(const TextBody& text) {
        parts_.body.bytes = text_at({}, text.text, draft_.place, parts_, mistakes_);
    }

    void operator()(const BytesBody& bytes) { parts_.body.bytes = bytes.bytes; }

    void operator()(const BodyOfType& of_type) {
        parts_.body.bytes = of_type.example;
        parts_.rules.push_back(rules_at({}, {{{model::ContentTypeRule{draft_.content_type}}}, model::Combine::all}));
    }

    void operator()(const EmptyBody&) {}

    void operator()(const XmlBody& xml) {
        XmlParts document = xml_parts(xml.root, draft_.place, mistakes_);
        parts_.body.bytes = std::move(document.text);
        parts_.rules = std::move(document.rules);
        parts_.generators = std::move(document.generators);
    }

    void operator()(const FormBody& form) {
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const Member& field = form.fields[i];
            const bool twice = std::any_of(form.fields.begin(), form.fields.begin() + static_cast<std::ptrdiff_t>(i),
                                           [&](const Member& other) { return other.name == field.name; });
            if (twice)
                mistakes_.push_back({draft_.place, "the field " + in_quotes(field.name) +
                                                       " is written twice; write it once, with an array() of its values"});
            TextParts texts = text_parts(field.value, draft_.place, mistakes_);
            const model::PathExpression path{{model::Field{field.name}}};
            if (!texts.rules.empty() || texts.generator) check_path_of_matcher(path, draft_.place, mistakes_);
            if (!texts.rules.empty()) parts_.rules.push_back(rules_at(path, std::move(texts.rules)));
            if (texts.generator)
                parts_.generators.push_back({model::to_text(path), path, *std::move(texts.generator)});
            for (const auto& value : texts.values) {
                if (!parts_.body.bytes.empty()) parts_.body.bytes += '&';
                parts_.body.bytes += encoding::form_encoded(field.name);
                if (value) parts_.body.bytes += '=' + encoding::form_encoded(*value);
            }
        }
    }

    // The boundary is made from the contents, so that it is the same on every run and in none of them.
    void operator()(const MultipartBody& multipart) {
        std::vector<std::string> contents;
        std::string all;
        for (const MultipartPart& part : multipart.parts) {
            contents.push_back(content_of(part));
            all += part.name + '\n' + contents.back() + '\n';
        }
        const std::string boundary = "tally-" + encoding::sha1_hex(all).substr(0, 24);
        std::string& bytes = parts_.body.bytes;
        for (std::size_t i = 0; i < multipart.parts.size(); ++i) {
            const MultipartPart& part = multipart.parts[i];
            bytes += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(part.name, part) + '"';
            if (!part.file_name.empty()) bytes += "; filename=\"" + quoted(part.file_name, part) + '"';
            if (!part.content_type.empty()) bytes += "\r\nContent-Type: " + part.content_type;
            bytes += "\r\n\r\n" + contents[i] + "\r\n";
        }
        bytes += "--" + boundary + "--\r\n";
        if (multipart.parts.empty())
            mistakes_.push_back({draft_.place, "multipart_body() has no parts; write a field or a file"});
        parts_.body.content_type = "multipart/form-data; boundary=" + boundary;
        parts_.content_type_pattern = "multipart/form-data;\\s*boundary=.+";
    }

  private:
    std::string content_of(const MultipartPart& part) {
        const model::PathExpression path{{model::Field{part.name}}};
        const auto type = http::parse_content_type(part.content_type);
        if (!part.content_type.empty() && !type)
            mistakes_.push_back({draft_.place, in_quotes(part.content_type) +
                                                   " is not a content type; write one such as 'text/plain'"});
        if (type && type->is_json()) {
            DocumentParts document = document_parts(part.content, draft_.place, mistakes_, path);
            for (auto& rules : document.rules) parts_.rules.push_back(std::move(rules));
            for (auto& generator : document.generators) {
                refuse_value_from_elsewhere(generator.generator, draft_.place, mistakes_);
                parts_.generators.push_back(std::move(generator));
            }
            return json::to_text(document.example);
        }
        return text_at(path, part.content, draft_.place, parts_, mistakes_);
    }

    std::string quoted(const std::string& text, const MultipartPart& part) {
        if (text.find_first_of("\"\r\n\\") != std::string::npos)
            mistakes_.push_back({draft_.place, "the part " + in_quotes(part.name) +
                                                   " has a quote, backslash or line break in its names; leave it out"});
        return text;
    }

    const BodyDraft& draft_;
    std::vector<Mistake>& mistakes_;
    BodyParts parts_;
};

// Elements of XML and parts of multipart bodies are known by their names only, so two of one name share their matchers.
void share_rules_of_one_place(std::vector<model::KeyedRules>& rules, Place place, std::vector<Mistake>& mistakes) {
    std::unordered_map<std::string, const model::KeyedRules*> known;
    std::vector<model::KeyedRules> kept;
    kept.reserve(rules.size());
    for (model::KeyedRules& each : rules) {
        const auto [other, is_new] = known.emplace(each.key, nullptr);
        if (is_new) {
            kept.push_back(std::move(each));
            other->second = &kept.back();
        } else if (!(each == *other->second)) {
            mistakes.push_back({place, "two different matchers stand at " + each.key +
                                           ", which contracts know by that name only; write the same matcher at both, "
                                           "or at one with each_like()"});
        }
    }
    rules = std::move(kept);
}

}  // namespace

BodyParts body_parts(const BodyDraft& draft, std::vector<Mistake>& mistakes) {
    BodyForms forms(draft, mistakes);
    std::visit(forms, draft.form);
    BodyParts parts = std::move(forms).take();
    share_rules_of_one_place(parts.rules, draft.place, mistakes);
    parts.body.state = parts.body.bytes.empty() ? model::BodyState::empty : model::BodyState::present;
    if (!parts.body.content_type.empty() && !http::parse_content_type(parts.body.content_type))
        mistakes.push_back({draft.place, in_quotes(parts.body.content_type) +
                                             " is not a content type; write one such as 'text/plain'"});
    return parts;
}

}  // namespace tally::recording
