// labels
#include <algorithm>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/judged_pass.hpp"
#include "core/training/evaluation/split_suspects.hpp"

namespace priorscope::cli {
namespace {

struct LabelsCommand {
    JudgedPassArguments pass;
    float least = 0.5F;
    std::size_t most = 50;  ///< that are printed
};

const char* kindOf(const ErrorItem& item) {
    return !item.outcome                          ? "never proposed"
           : *item.outcome == Outcome::background ? "no object"
                                                  : "another class";
}

/// Left, top, right, bottom, pixels of the image.
Json boxJson(const Box& box, const TruthImage& image) {
    const double width = image.width;
    const double height = image.height;
    return {box.x_min * width, box.y_min * height, box.x_max * width, box.y_max * height};
}

Json asJson(const JudgedPass& pass, const Suspect& suspect) {
    const auto name = [&](int label) {
        return pass.found.mapping.names.at(static_cast<std::size_t>(label - 1));
    };
    const TruthImage& image = pass.truth[suspect.item.image];
    const ErrorBoxes boxes = boxesOf(suspect.item, pass.found.candidates, pass.truth);
    Json json{{"image", pass.dataset.images[pass.found.images[suspect.item.image]].id},
              {"kind", kindOf(suspect.item)},
              {"suspicion", suspect.suspicion},
              {"label", name(suspect.item.label)}};
    if (suspect.item.outcome) {
        json["score"] = suspect.item.score;
        json["box"] = boxJson(*boxes.detection, image);
    }
    if (boxes.object) {
        json["object"] = {{"label", name(boxes.object_label)}, {"box", boxJson(*boxes.object, image)}};
    }
    return json;
}

int labels(const LabelsCommand& command, Context& context) {
    const JudgedPass pass = judgedPass(command.pass, "Detecting", "detecting", context);
    const std::vector<Suspect> suspects =
        splitSuspects(pass.found, pass.truth, pass.slices, command.pass.match_iou, command.least).value();
    Json items = Json::array();
    for (const Suspect& suspect : suspects) {
        items.push_back(asJson(pass, suspect));
    }
    Json document{{"images", pass.found.images.size()}, {"items", items}};
    pass.chosen.addTo(document);
    if (context.console.printJson(document)) {
        return 0;
    }
    pass.chosen.print(context.console.text());
    Table table({"suspicion", "image", "what", "class", "score"});
    for (std::size_t i = 0; i < std::min(items.size(), command.most); ++i) {
        const Json& item = items[i];
        table.add({fixed(item["suspicion"].get<double>(), 3), item["image"].get<std::string>(),
                   item["kind"].get<std::string>(), item["label"].get<std::string>(),
                   item.contains("score") ? fixed(item["score"].get<double>(), 3) : std::string("-")});
    }
    table.print(context.console.text());
    if (items.size() > command.most) {
        context.console.text() << "and " << items.size() - command.most << " more; --json has all\n";
    }
    return 0;
}

}  // namespace

void addLabelsCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<LabelsCommand>();
    CLI::App* labels_app = addCommand(
        app, invocation, "labels", "Labels that may be wrong, as a detector sees them, most suspicious first",
        command, labels);
    addJudgedPass(*labels_app, command->pass);
    labels_app->add_option("--least", command->least, "Lowest suspicion of those that are listed")
        ->check(between(0.0, 1.0))
        ->capture_default_str();
    labels_app->add_option("--most", command->most, "Printed at most; --json has all")
        ->check(CLI::Range(0, 1000000000))
        ->capture_default_str();
}

}  // namespace priorscope::cli
