#include "core/project/review.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/json/json_fields.hpp"
#include "core/base/json/named_value.hpp"

namespace priorscope {
namespace {

constexpr std::array<std::string_view, kReviewVerdicts> kNames{"model wrong", "label wrong", "unsure"};

constexpr float kSameLabel = 0.5F;   ///< IoU of what two detectors find in one place
constexpr float kSameError = 0.95F;  ///< IoU of one error seen twice

std::string placeOf(const ReviewedError& error) {
    return error.dataset + '\n' + error.image;
}

float overlapToConcern(const Review& review) {
    return review.verdict == ReviewVerdict::label_wrong ? kSameLabel : kSameError;
}

ReviewVerdict verdictFrom(const std::string& name, const std::string& source) {
    return valueNamed<ReviewVerdict>(kNames, name, source, Core::tr("\"%1\" is no verdict").arg(name));
}

}  // namespace

bool concerns(const Review& review, const ReviewedError& error) {
    const ReviewedError& reviewed = review.error;
    return reviewed.image == error.image && reviewed.dataset == error.dataset &&
           reviewed.class_name == error.class_name && reviewed.is_object == error.is_object &&
           (review.verdict == ReviewVerdict::label_wrong || reviewed.run == error.run) &&
           (reviewed.box == error.box ||
            intersectionOverUnion(reviewed.box, error.box) >= overlapToConcern(review));
}

ReviewIndex::ReviewIndex(std::span<const Review> reviews) {
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        m_of_image[placeOf(reviews[i].error)].push_back(static_cast<int>(i));
    }
}

int ReviewIndex::find(std::span<const Review> reviews, const ReviewedError& error) const {
    const auto of_image = m_of_image.find(placeOf(error));
    int best = -1;
    float best_iou = -1.0F;
    if (of_image != m_of_image.end()) {
        for (const int each : of_image->second) {
            const Review& review = reviews[static_cast<std::size_t>(each)];
            const float iou = intersectionOverUnion(review.error.box, error.box);
            if (concerns(review, error) && iou >= best_iou) {
                best = each;
                best_iou = iou;
            }
        }
    }
    return best;
}

nlohmann::json toJson(const Review& review) {
    const ReviewedError& error = review.error;
    return {{"dataset", error.dataset},
            {"image", error.image},
            {"class", error.class_name},
            {"box",
             {decimalFromFloat(error.box.x_min), decimalFromFloat(error.box.y_min),
              decimalFromFloat(error.box.x_max), decimalFromFloat(error.box.y_max)}},
            {"object", error.is_object},
            {"run", error.run},
            {"verdict", kNames[static_cast<std::size_t>(review.verdict)]},
            {"note", review.note},
            {"sent", review.sent}};
}

Review reviewFromJson(const nlohmann::json& json, const std::string& source) {
    Review review;
    ReviewedError& error = review.error;
    std::vector<float> box;
    std::string verdict;
    JsonFields fields(json, source);
    fields.required("dataset", error.dataset)
        .required("image", error.image)
        .required("class", error.class_name)
        .required("box", box)
        .required("object", error.is_object)
        .required("run", error.run)
        .required("verdict", verdict)
        .optional("note", review.note)
        .optional("sent", review.sent)
        .finish();
    if (box.size() != 4) {
        throw Error(
            {.action = Core::tr("reading %1").arg(source),
             .reason =
                 Core::tr("the key \"box\" must be four numbers, got %1").arg(shortJson(json.at("box")))});
    }
    error.box = {box[0], box[1], box[2], box[3]};
    review.verdict = verdictFrom(verdict, source);
    return review;
}

}  // namespace priorscope
