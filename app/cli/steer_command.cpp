// train steer
#include <memory>
#include <optional>
#include <string>

#include "app/cli/command.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/steering/run_requests.hpp"

namespace priorscope::cli {
namespace {

struct SteerCommand {
    std::string run;
    std::string request;
    std::optional<double> value;
};

bool takesValue(RequestKind kind) {
    const auto change = changeOf(kind);
    return change && hasValue(*change);
}

int steer(const SteerCommand& command, Context& context) {
    const RequestKind kind = requestKind(command.request).value();  // the parser has checked it
    if (takesValue(kind) != command.value.has_value()) {
        throw UsageError(takesValue(kind) ? command.request + " needs a value: the new one"
                                          : command.request + " takes no value");
    }
    askRun(command.run, {kind, command.value.value_or(0.0)});
    Json document{{"run", command.run}, {"request", command.request}};
    if (command.value) {
        document["value"] = *command.value;
    }
    if (!context.console.printJson(document)) {
        context.console.text() << "Asked for: " << command.request
                               << (command.value ? " " + significantText(*command.value, 6) : std::string())
                               << ". The process that trains the run takes it within a second\n";
    }
    return 0;
}

}  // namespace

void addSteerCommand(CLI::App& train, Invocation& invocation) {
    auto command = std::make_shared<SteerCommand>();
    CLI::App* steer_app =
        addCommand(train, invocation, "steer",
                   "Pause, continue, change or stop a run that another process trains", command, steer);
    steer_app->add_option("RUN", command->run, "Run folder")->required();
    steer_app->add_option("REQUEST", command->request, "What is asked of it")
        ->required()
        ->check(CLI::IsMember(requestNames()));
    steer_app->add_option("VALUE", command->value,
                          "The learning rate from the next step on, or the steps of the whole run");
}

}  // namespace priorscope::cli
