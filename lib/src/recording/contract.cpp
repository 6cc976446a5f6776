#include "tally/contract.h"

#include <cstdlib>
#include <utility>

#include "recording/draft.h"
#include "recording/record_run.h"

namespace tally {

using recording::ExchangeDraft;
using recording::HttpDraft;
using recording::InteractionDraft;
using recording::MessageDraft;
using recording::PartDraft;

namespace {

std::string contract_folder_of_environment() {
    const char* folder = std::getenv("TALLY_CONTRACT_DIR");
    return folder == nullptr ? "" : folder;
}

std::shared_ptr<InteractionDraft> add_interaction(recording::ContractDraft& contract, std::string description,
                                                  Place place, decltype(InteractionDraft::exchange) exchange) {
    auto interaction = std::make_shared<InteractionDraft>();
    interaction->description = std::move(description);
    interaction->exchange = std::move(exchange);
    interaction->place = place;
    contract.interactions.push_back(interaction);
    return interaction;
}

PartDraft part_at(Place place) {
    PartDraft part;
    part.place = place;
    return part;
}

// The mistakes of a fault are told at the line that wrote it last.
recording::Fault& fault_of(InteractionDraft& draft, Place place) {
    recording::ResponseDraft& response = *std::get<HttpDraft>(draft.exchange).response;
    response.fault_place = place;
    return response.fault ? *response.fault : response.fault.emplace();
}

}  // namespace

ExpectedPart::ExpectedPart(std::shared_ptr<InteractionDraft> draft, PartDraft* part)
    : draft_(std::move(draft)), part_(part) {}

void ExpectedPart::set_json(Value body, Place place) {
    part_->body = {recording::JsonBody{std::move(body)}, "application/json", place};
}
void ExpectedPart::set_text(Value text, std::string content_type, Place place) {
    part_->body = {recording::TextBody{std::move(text)}, std::move(content_type), place};
}
void ExpectedPart::set_bytes(std::string content, std::string content_type, Place place) {
    part_->body = {recording::BytesBody{std::move(content)}, std::move(content_type), place};
}
void ExpectedPart::set_content_of_type(std::string example, std::string content_type, Place place) {
    part_->body = {recording::BodyOfType{std::move(example)}, std::move(content_type), place};
}
void ExpectedPart::set_form(std::vector<Member> fields, Place place) {
    part_->body = {recording::FormBody{std::move(fields)}, "application/x-www-form-urlencoded", place};
}
void ExpectedPart::set_xml(XmlElement root, std::string content_type, Place place) {
    part_->body = {recording::XmlBody{std::move(root)}, std::move(content_type), place};
}
void ExpectedPart::set_multipart(std::vector<MultipartPart> parts, Place place) {
    part_->body = {recording::MultipartBody{std::move(parts)}, "multipart/form-data", place};
}
void ExpectedPart::set_empty(Place place) {
    part_->body = {recording::EmptyBody{}, "", place};
}
void ExpectedPart::add_entry(std::string name, Value value, Place place) {
    part_->entries.push_back({std::move(name), std::move(value), place});
}

ExpectedResponse::ExpectedResponse(std::shared_ptr<InteractionDraft> draft)
    : ExpectedBody(draft, &*std::get<HttpDraft>(draft->exchange).response) {}

ExpectedResponse& ExpectedResponse::after(std::chrono::milliseconds delay, Place place) {
    fault_of(*draft_, place).delay = delay;
    return *this;
}
ExpectedResponse& ExpectedResponse::drop_connection(Place place) {
    fault_of(*draft_, place).drop_connection = true;
    return *this;
}
ExpectedResponse& ExpectedResponse::truncate_body(std::size_t bytes, Place place) {
    fault_of(*draft_, place).truncate_body = bytes;
    return *this;
}

ExpectedRequest::ExpectedRequest(std::shared_ptr<InteractionDraft> draft)
    : ExpectedBody(draft, &*std::get<HttpDraft>(draft->exchange).request) {}

ExpectedRequest& ExpectedRequest::query(std::string name, Value value, Place place) {
    std::get<HttpDraft>(draft_->exchange).request->query.push_back({std::move(name), std::move(value), place});
    return *this;
}

ExpectedResponse ExpectedRequest::will_respond_with(int status, Place place) {
    return will_respond_with(Value(status), place);
}

ExpectedResponse ExpectedRequest::will_respond_with(Value status, Place place) {
    recording::ResponseDraft response;
    response.status = std::move(status);
    response.place = place;
    std::get<HttpDraft>(draft_->exchange).response = std::move(response);
    return ExpectedResponse(draft_);
}

DescribedInteraction::DescribedInteraction(std::shared_ptr<InteractionDraft> draft) : draft_(std::move(draft)) {}

void DescribedInteraction::add_state(std::string state, Value parameters, Place place) {
    draft_->states.push_back({std::move(state), std::move(parameters), place});
}
void DescribedInteraction::add_comment(std::string text) {
    draft_->comments.push_back(std::move(text));
}
void DescribedInteraction::set_comment(std::string name, Value value, Place place) {
    draft_->other_comments.push_back({std::move(name), std::move(value), place});
}
void DescribedInteraction::add_reference(std::string group, std::string name, Value value, Place place) {
    draft_->references.push_back({std::move(group), {std::move(name), std::move(value), place}});
}
void DescribedInteraction::set_key(std::string key) {
    draft_->key = std::move(key);
}
void DescribedInteraction::set_pending() {
    draft_->pending = true;
}

Interaction::Interaction(std::shared_ptr<InteractionDraft> draft) : InteractionDescription(std::move(draft)) {}

ExpectedRequest Interaction::with_request(std::string method, Value path, Place place) {
    recording::RequestDraft request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.place = place;
    std::get<HttpDraft>(draft_->exchange).request = std::move(request);
    return ExpectedRequest(draft_);
}

ExpectedMessage::ExpectedMessage(std::shared_ptr<InteractionDraft> draft)
    : ExpectedBody(draft, &*std::get<MessageDraft>(draft->exchange).message) {}

AsynchronousMessage::AsynchronousMessage(std::shared_ptr<InteractionDraft> draft)
    : InteractionDescription(std::move(draft)) {}

ExpectedMessage AsynchronousMessage::with_message(Place place) {
    std::get<MessageDraft>(draft_->exchange).message = part_at(place);
    return ExpectedMessage(draft_);
}

ExpectedExchange::ExpectedExchange(std::shared_ptr<InteractionDraft> draft, PartDraft* part)
    : ExpectedBody(std::move(draft), part) {}

ExpectedExchange ExpectedExchange::will_respond_with(Place place) {
    return {draft_, &std::get<ExchangeDraft>(draft_->exchange).responses.emplace_back(part_at(place))};
}

SynchronousMessage::SynchronousMessage(std::shared_ptr<InteractionDraft> draft)
    : InteractionDescription(std::move(draft)) {}

ExpectedExchange SynchronousMessage::with_request(Place place) {
    return {draft_, &std::get<ExchangeDraft>(draft_->exchange).request.emplace(part_at(place))};
}

Contract::Contract(std::string consumer, std::string provider, Place place)
    : draft_(std::make_shared<recording::ContractDraft>()) {
    draft_->consumer = std::move(consumer);
    draft_->provider = std::move(provider);
    draft_->place = place;
}

Contract& Contract::write_to(std::string folder) {
    draft_->folder = std::move(folder);
    return *this;
}

Contract& Contract::specification(Specification version) {
    draft_->specification = version;
    return *this;
}

Interaction Contract::upon_receiving(std::string description, Place place) {
    return Interaction(add_interaction(*draft_, std::move(description), place, HttpDraft()));
}

AsynchronousMessage Contract::expects_to_receive(std::string description, Place place) {
    return AsynchronousMessage(add_interaction(*draft_, std::move(description), place, MessageDraft()));
}

SynchronousMessage Contract::expects_exchange(std::string description, Place place) {
    return SynchronousMessage(add_interaction(*draft_, std::move(description), place, ExchangeDraft()));
}

Outcome Contract::run_http(const std::function<bool(const MockServer&)>& test, Place place) const {
    return recording::record_http(*draft_, contract_folder_of_environment(), test, place);
}

Outcome Contract::run_messages(const std::function<bool(const ReceivedMessage&)>& handler, Place place) const {
    return recording::record_messages(*draft_, contract_folder_of_environment(), handler, place);
}

Outcome Contract::run_exchanges(const std::function<bool(const MessageExchange&)>& test, Place place) const {
    return recording::record_exchanges(*draft_, contract_folder_of_environment(), test, place);
}

}  // namespace tally
