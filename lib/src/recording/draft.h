// A contract while a test writes it: plain notes with their lines, checked and turned into the model by
// model_from_draft() when it is run.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "recording/fault.h"
#include "tally/contract.h"
#include "tally/place.h"
#include "tally/value.h"
#include "tally/xml.h"

namespace tally::recording {

struct NamedValue {
    std::string name;
    Value value;
    Place place;
};

// The forms in which a body may be written.
struct JsonBody {
    Value document;
};
struct TextBody {
    Value text;
};
struct BytesBody {
    std::string bytes;
};
struct BodyOfType {  // any content that looks like the type
    std::string example;
};
struct FormBody {
    std::vector<Member> fields;
};
struct XmlBody {
    XmlElement root;
};
struct MultipartBody {
    std::vector<MultipartPart> parts;
};
struct EmptyBody {};

struct BodyDraft {
    std::variant<JsonBody, TextBody, BytesBody, BodyOfType, FormBody, XmlBody, MultipartBody, EmptyBody> form;
    std::string content_type;
    Place place;
};

// What requests, responses and messages have in common.
struct PartDraft {
    std::vector<NamedValue> entries;  // headers, or metadata of a message
    std::optional<BodyDraft> body;
    Place place;
};

struct RequestDraft : PartDraft {
    std::string method;
    Value path;
    std::vector<NamedValue> query;
};

struct ResponseDraft : PartDraft {
    Value status;                // a number, or a matcher of statuses
    std::optional<Fault> fault;  // of the mock server alone, never of the contract
    Place fault_place;
};

struct HttpDraft {
    std::optional<RequestDraft> request;
    std::optional<ResponseDraft> response;
};
struct MessageDraft {
    std::optional<PartDraft> message;
};
struct ExchangeDraft {
    std::optional<PartDraft> request;
    std::deque<PartDraft> responses;  // builders keep pointers to them
};

struct ReferenceDraft {
    std::string group;
    NamedValue entry;
};

struct InteractionDraft {
    std::string description;
    std::vector<NamedValue> states;
    std::variant<HttpDraft, MessageDraft, ExchangeDraft> exchange;
    std::optional<std::string> key;
    bool pending = false;
    std::vector<std::string> comments;
    std::vector<NamedValue> other_comments;
    std::vector<ReferenceDraft> references;
    Place place;
};

struct ContractDraft {
    std::string consumer;
    std::string provider;
    std::optional<std::string> folder;
    Specification specification = Specification::v4;
    std::vector<std::shared_ptr<InteractionDraft>> interactions;
    Place place;
};

}  // namespace tally::recording
