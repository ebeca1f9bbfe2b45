// A family of detectors that the program does not have: a grid of cells, no priors, a network that cannot be
// traced.
#pragma once

#include <torch/nn/functional/loss.h>

#include <any>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/json/json_fields.hpp"
#include "core/base/torch_headers.hpp"
#include "core/model/detector_family.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/ssd/layers.hpp"

namespace priorscope {

struct GridBlock {
    int input_size = 64;
    int width = 16;  ///< channels
};

inline const GridBlock& gridOf(const DetectorSpec& spec) {
    return *std::any_cast<GridBlock>(&spec.block);
}

/// Each cell of 8 pixels says what lies on it, and where its box is.
class GridNetwork : public DetectorNetwork {
  public:
    GridNetwork(const DetectorSpec& spec, InitialWeights& initial) : DetectorNetwork(spec) {
        const std::int64_t width = gridOf(spec).width;
        m_first = convBlock({.in = 3, .out = width, .kernel = 3, .stride = 2}, initial);
        m_second = convBlock({.in = width, .out = width, .kernel = 3, .stride = 2}, initial);
        m_third = convBlock({.in = width, .out = width, .kernel = 3, .stride = 2}, initial);
        m_head = convolution({.in = width, .out = columns() + 4, .kernel = 1}, initial);
        register_module("first", m_first);
        register_module("second", m_second);
        register_module("third", m_third);
        register_module("head", m_head);
        initial.kaimingNormal(*this);
    }

    BatchLosses losses(const torch::Tensor& images, const std::vector<TrainingTargets>& targets,
                       const LossOptions& /*options*/) override {
        const torch::Tensor output = run(images);
        const std::int64_t side = gridOf(spec()).input_size / 8;
        torch::Tensor labels = torch::zeros({output.size(0), side * side}, torch::kInt64);
        torch::Tensor boxes = torch::zeros({output.size(0), side * side, 4});
        for (std::size_t i = 0; i < targets.size(); ++i) {
            for (std::size_t k = 0; k < targets[i].boxes.size(); ++k) {
                const Box& box = targets[i].boxes[k];
                const auto at = [side](float low, float high) {
                    return std::min<std::int64_t>(
                        side - 1, static_cast<std::int64_t>((low + high) / 2.0F * static_cast<float>(side)));
                };
                const std::int64_t cell = at(box.y_min, box.y_max) * side + at(box.x_min, box.x_max);
                labels[static_cast<std::int64_t>(i)][cell] = targets[i].labels[k];
                boxes[static_cast<std::int64_t>(i)][cell] =
                    torch::tensor({box.x_min, box.y_min, box.x_max, box.y_max});
            }
        }
        labels = labels.to(output.device());
        boxes = boxes.to(output.device());
        const torch::Tensor positive = labels > 0;
        const torch::Tensor classes = torch::nn::functional::cross_entropy(
            output.slice(2, 0, columns()).reshape({-1, columns()}), labels.reshape({-1}),
            torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum));
        const torch::Tensor distances =
            (output.slice(2, columns()).sigmoid() - boxes).abs().sum(2).masked_select(positive).sum();
        const auto objects = positive.sum().item<std::int64_t>();
        return {.terms = {{"class", classes, "cells", static_cast<double>(labels.numel())},
                          {"box", distances, "objects", static_cast<double>(objects)}},
                .positives = objects};
    }

    std::vector<Candidates> predict(const torch::Tensor& images, const std::vector<ResizeMapping>& mappings,
                                    const CandidateOptions& options) override {
        const torch::Tensor output = run(images).to(torch::kCPU);
        const torch::Tensor scores = output.slice(2, 0, columns()).softmax(2).contiguous();
        const torch::Tensor boxes = output.slice(2, columns()).sigmoid().contiguous();
        std::vector<Candidates> result;
        for (std::size_t i = 0; i < mappings.size(); ++i) {
            const torch::Tensor of_image = scores[static_cast<std::int64_t>(i)].contiguous();
            const torch::Tensor corners = boxes[static_cast<std::int64_t>(i)].contiguous();
            std::vector<Box> list;
            for (std::int64_t cell = 0; cell < corners.size(0); ++cell) {
                const float* c = corners.data_ptr<float>() + 4 * cell;
                list.push_back(
                    {std::min(c[0], c[2]), std::min(c[1], c[3]), std::max(c[0], c[2]), std::max(c[1], c[3])});
            }
            result.push_back(
                candidatesFromBoxes(std::span<const float>(of_image.data_ptr<float>(),
                                                           static_cast<std::size_t>(of_image.numel())),
                                    list, options));
        }
        return result;
    }

  private:
    std::int64_t columns() const { return static_cast<std::int64_t>(spec().classes.size()) + 1; }
    /// [N, cells, classes + 1 + 4]
    torch::Tensor run(const torch::Tensor& images) {
        const torch::Tensor map =
            m_head->forward(m_third->forward(m_second->forward(m_first->forward(images))));
        return map.flatten(2).permute({0, 2, 1});
    }

    std::shared_ptr<Chain> m_first;
    std::shared_ptr<Chain> m_second;
    std::shared_ptr<Chain> m_third;
    std::shared_ptr<Convolution> m_head;
};

inline std::shared_ptr<const DetectorFamily> gridFamily() {
    DetectorSpec preset;
    preset.name = "grid-64";
    preset.block = GridBlock{};
    preset.preprocessing = {.mean = {0.5F, 0.5F, 0.5F}, .std = {0.25F, 0.25F, 0.25F}};
    preset.recipe = {.steps = 12, .batch_size = 4, .learning_rate = 0.01};
    return std::make_shared<const DetectorFamily>(DetectorFamily{
        .name = "grid",
        .title = "Grid",
        .has_priors = false,
        .losses = {"class", "box"},
        .presets = {preset},
        .input_size = [](const DetectorSpec& spec) { return gridOf(spec).input_size; },
        .read =
            [](JsonFields& fields, const std::string&, DetectorSpec& spec) {
                GridBlock block;
                fields.required("input_size", block.input_size).optional("width", block.width);
                spec.block = block;
            },
        .write =
            [](const DetectorSpec& spec, nlohmann::json& json) {
                json["input_size"] = gridOf(spec).input_size;
                json["width"] = gridOf(spec).width;
            },
        .validate = [](const DetectorSpec& spec) -> std::vector<Problem> {
            return gridOf(spec).input_size % 8 == 0
                       ? std::vector<Problem>{}
                       : std::vector<Problem>{{"input_size", "must be cells of 8 px"}};
        },
        .with_input_size =
            [](DetectorSpec spec, int input_size) {
                std::any_cast<GridBlock>(&spec.block)->input_size = input_size;
                return spec;
            },
        .batch_note = {},
        .stages = {},
        .build = [](const DetectorSpec& spec, InitialWeights& initial) -> std::shared_ptr<DetectorNetwork> {
            return std::make_shared<GridNetwork>(spec, initial);
        },
    });
}

}  // namespace priorscope
