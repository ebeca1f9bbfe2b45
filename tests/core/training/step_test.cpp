// What a step does to a network: optimizers, accumulation, average, frozen stages.
#include <QTest>
#include <cmath>
#include <map>

#include "core/base/torch_headers.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/step/gradient_sums.hpp"
#include "core/training/step/training_step.hpp"
#include "core/training/step/weight_average.hpp"
#include "core/training/step_estimate.hpp"
#include "training_fixture.hpp"

using namespace priorscope;

namespace {

torch::Tensor parameterOf(std::vector<double> values) {
    return torch::tensor(values, torch::kFloat64).requires_grad_();
}

bool near(const torch::Tensor& value, std::vector<double> expected) {
    const bool fine = torch::allclose(value.detach(), torch::tensor(expected, torch::kFloat64), 0.0, 1e-12);
    if (!fine) {
        for (std::int64_t i = 0; i < value.numel(); ++i) {
            qWarning("got %.15g, expected %.15g", value[i].item<double>(),
                     expected[static_cast<std::size_t>(i)]);
        }
    }
    return fine;
}

const std::vector<std::vector<double>> kGradients{{0.5, 1.0}, {0.1, -0.3}, {-0.2, 0.4}};

void step(RunOptimizer& optimizer, torch::Tensor& parameter, const std::vector<double>& gradient) {
    parameter.mutable_grad() = torch::tensor(gradient, torch::kFloat64);
    optimizer.step(0.1);
}

struct OneParameter {
    explicit OneParameter(const TrainingOptions& options)
        : optimizer({{.parameters = {{"w", w}}, .weight_decay = 0.1}}, options) {}

    torch::Tensor w = parameterOf({1.0, -2.0});
    RunOptimizer optimizer;
};

std::map<std::string, torch::Tensor> copyOfState(const DetectorNetwork& network) {
    std::map<std::string, torch::Tensor> state;
    for (const auto& [name, tensor] : namedState(network)) {
        state[name] = tensor.detach().clone();
    }
    return state;
}

}  // namespace

class TestStep : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_runs = std::make_unique<SmallRuns>(); }

    // Figures of torch.optim in Python, torch 1.13.1: rate 0.1, weight decay 0.1, momentum 0.9.
    void optimizersAreTorchs_data() {
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<bool>("nesterov");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::newRow("sgd") << "sgd" << false << 0.8118739999999999 << -2.139268;
        QTest::newRow("nesterov") << "sgd" << true << 0.765319646 << -2.171241472;
        QTest::newRow("adamw") << "adamw" << false << 0.7583525727518424 << -2.1347189355441354;
    }

    void optimizersAreTorchs() {
        QFETCH(QString, optimizer);
        QFETCH(bool, nesterov);
        QFETCH(double, first);
        QFETCH(double, second);
        TrainingOptions options;
        options.optimizer = optimizer.toStdString();
        options.nesterov = nesterov;
        OneParameter whole(options);
        for (const auto& gradient : kGradients) {
            step(whole.optimizer, whole.w, gradient);
        }
        QVERIFY(near(whole.w, {first, second}));
        // The same with a stop after the first step.
        OneParameter before(options);
        step(before.optimizer, before.w, kGradients[0]);
        OneParameter after(options);
        after.w.data().copy_(before.w.detach());
        after.optimizer.restore(before.optimizer.state(), "test");
        step(after.optimizer, after.w, kGradients[1]);
        step(after.optimizer, after.w, kGradients[2]);
        QVERIFY(near(after.w, {first, second}));
    }

    void aStateBeforeTheFirstStepIsRestoredToo() {
        TrainingOptions options;
        for (const char* name : {"sgd", "adamw"}) {
            options.optimizer = name;
            OneParameter fresh(options);
            OneParameter restored(options);
            restored.optimizer.restore(fresh.optimizer.state(), "test");
            step(fresh.optimizer, fresh.w, kGradients[0]);
            step(restored.optimizer, restored.w, kGradients[0]);
            QVERIFY(restored.w.equal(fresh.w));
        }
    }

    void aStateOfAnotherOptimizerIsRefused() {
        TrainingOptions sgd;
        TrainingOptions adamw;
        adamw.optimizer = "adamw";
        OneParameter a(sgd);
        OneParameter b(adamw);
        QVERIFY_THROWS_EXCEPTION(Error, a.optimizer.restore(b.optimizer.state(), "test"));
        QVERIFY_THROWS_EXCEPTION(Error, b.optimizer.restore(a.optimizer.state(), "test"));
    }

    void withoutAGradientNothingChanges() {
        OneParameter still{TrainingOptions{}};
        step(still.optimizer, still.w, kGradients[0]);
        const torch::Tensor before = still.w.detach().clone();
        still.optimizer.clearGradients();
        still.optimizer.step(0.1);
        QVERIFY(still.w.equal(before));
    }

    void biasesNormsAndStagesHaveTheirOwn() {
        TrainingOptions options;
        options.weight_decay = 0.01;
        options.decay_biases = false;
        options.decay_norms = false;
        options.bias_rate = 2.0;
        options.stage_rates = {0.1, 1.0, 0.5};
        const auto network = buildNetwork(specOf(1), 1);
        std::map<std::string, std::pair<double, double>> of;
        for (const ParameterGroup& group : parameterGroups(*network, options)) {
            for (const auto& [name, parameter] : group.parameters) {
                QVERIFY(of.try_emplace(name, group.rate_factor, group.weight_decay).second);
            }
        }
        QCOMPARE(of.size(), network->parameters().size());
        const auto is = [&](const char* name, double rate, double decay) {
            return of.at(name) == std::pair(rate, decay);
        };
        QVERIFY(is("backbone.stages.0.0.0.weight", 0.1, 0.01));
        QVERIFY(is("backbone.stages.0.0.1.weight", 0.1, 0.0));  // of the normalisation
        QVERIFY(is("backbone.stages.0.0.1.bias", 0.2, 0.0));
        QVERIFY(is("backbone.stages.1.0.0.weight", 1.0, 0.01));
        QVERIFY(is("backbone.stages.2.0.0.weight", 0.5, 0.01));
        QVERIFY(is("backbone.stages.3.0.0.weight", 1.0, 0.01));
        QVERIFY(is("head.classification_head.module_list.0.1.weight", 1.0, 0.01));
        QVERIFY(is("head.classification_head.module_list.0.1.bias", 2.0, 0.0));
    }

    void everyPresetHasTheStagesThatItNames() {
        for (const std::string& preset : detectorPresetNames()) {
            DetectorSpec spec = loadDetectorSpec(preset);
            spec.classes = {"object"};  // those of most presets come with the data
            const std::vector<NetworkStage> stages = stagesOf(spec);
            QVERIFY2(stages.size() >= 4, preset.c_str());
            const auto network = buildUnfilledNetwork(spec);
            std::map<std::string, int> found;
            for (const auto& item : network->named_parameters()) {
                for (const NetworkStage& stage : stages) {
                    for (const std::string& part : stage.parts) {
                        found[part] += item.key().starts_with(part) ? 1 : 0;
                    }
                }
                // What comes before the first map that the heads read belongs to a stage.
                const bool early = item.key().starts_with("backbone.features.") ||
                                   item.key().starts_with("backbone.body.") ||
                                   item.key().starts_with("backbone.stages.");
                QVERIFY2(!early || stageOf(item.key(), stages), (preset + ": " + item.key()).c_str());
            }
            for (const NetworkStage& stage : stages) {
                int parameters = 0;
                for (const std::string& part : stage.parts) {
                    parameters += found[part];
                }
                QVERIFY2(parameters > 0, (preset + ": " + stage.name).c_str());
            }
        }
    }

    void stagesEndWhereTheResolutionHalves() {
        // The last layers at a resolution, and the first ones after it, by torchvision's names.
        const auto is = [](const char* preset, const char* name, const char* stage) {
            const std::vector<NetworkStage> stages = stagesOf(loadDetectorSpec(preset));
            const auto found = stageOf(name, stages);
            return stage == nullptr ? !found : found && stages[*found].name == stage;
        };
        QVERIFY(is("ssd300-vgg16", "backbone.features.2.weight", "conv1"));
        QVERIFY(is("ssd300-vgg16", "backbone.features.5.weight", "conv2"));
        QVERIFY(is("ssd300-vgg16", "backbone.features.14.weight", "conv3"));
        QVERIFY(is("ssd300-vgg16", "backbone.features.17.weight", "conv4"));
        QVERIFY(is("ssd300-vgg16", "backbone.extra.0.5.weight", "conv5"));
        QVERIFY(is("ssd300-vgg16", "backbone.extra.0.7.1.weight", nullptr));
        QVERIFY(is("ssd300-vgg16", "backbone.extra.1.0.weight", nullptr));
        QVERIFY(is("ssd300-vgg16", "head.classification_head.module_list.0.weight", nullptr));
        QVERIFY(is("ssd300-resnet50", "backbone.body.bn1.weight", "stem"));
        QVERIFY(is("ssd300-resnet50", "backbone.body.layer4.0.conv1.weight", "layer4"));
        // MobileNetV3's strided blocks are 2, 4, 7 and 13 of its features; 13 is cut after its expansion.
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.0.1.block.0.0.weight", "stage1"));
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.0.2.block.0.0.weight", "stage2"));
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.0.6.block.0.0.weight", "stage3"));
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.0.7.block.0.0.weight", "stage4"));
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.0.13.0.weight", "stage4"));
        QVERIFY(is("ssdlite320-mobilenet-v3-large", "backbone.features.1.0.1.0.weight", "stage5"));
    }

    void aFailureInsideAnUpdateIsKnown() {
        TrainingOptions options = optionsFor(4);
        options.optimizer = "adamw";
        const auto network = buildNetwork(specOf(100), 1);
        StepTrainer trainer(network, options, {}, m_runs->dataset);
        trainOnce(trainer, options, 0);
        QVERIFY(!trainer.isTorn());
        // The mean of the last parameter no longer fits: those before it are changed, then the update fails.
        const PickleValue state = trainer.optimizer().state();
        torch::Tensor mean = state.find("adamw")->find("mean")->items->back().tensor;
        mean.set_data(torch::zeros({7, 7, 7}));
        QVERIFY_THROWS_EXCEPTION(Error, trainOnce(trainer, options, 1));
        QVERIFY(trainer.isTorn());
    }

    // Four batches of four, two of whose images have no objects, against one of sixteen, in double precision.
    void accumulatedGradientsAreTheLargeBatchs_data() {
        QTest::addColumn<QString>("loss");
        QTest::newRow("mining") << "mining";
        QTest::newRow("focal") << "focal";
    }

    void accumulatedGradientsAreTheLargeBatchs() {
        QFETCH(QString, loss);
        const auto gradientsOf = [&](int batch_size, int accumulate) {
            TrainingOptions options = optionsFor(batch_size);
            options.accumulate = accumulate;
            options.confidence_loss = loss.toStdString();
            options.freeze_norms = true;
            const auto network = networkInDouble();
            StepTrainer trainer(network, options, {}, someEmpty());
            trainOnce(trainer, options, 0, someEmpty());
            std::vector<torch::Tensor> gradients;
            for (const torch::Tensor& parameter : network->parameters()) {
                if (parameter.grad().defined()) {
                    gradients.push_back(parameter.grad().reshape({-1}));
                }
            }
            return torch::cat(gradients);
        };
        const torch::Tensor large = gradientsOf(16, 1);
        const torch::Tensor small = gradientsOf(4, 4);
        QCOMPARE(small.numel(), large.numel());
        const double norm = large.norm().item<double>();
        QVERIFY(norm > 0.0);
        const double difference = (small - large).norm().item<double>();
        QVERIFY2(difference <= 1e-10 * norm, qPrintable(QString::number(difference / norm)));
    }

    void termsOfOtherNormalisersAreDividedApart() {
        // (2 w + 4 w) / (1 + 2) and (6 w + 6 w) / (2 + 4): 2 + 2.
        torch::Tensor w = parameterOf({1.0});
        GradientSums sums({w});
        sums.add({{"a", 2.0 * w.sum(), "x", 1.0}, {"b", 6.0 * w.sum(), "y", 2.0}});
        sums.add({{"a", 4.0 * w.sum(), "x", 2.0}, {"b", 6.0 * w.sum(), "y", 4.0}});
        sums.finish();
        QCOMPARE(w.grad().item<double>(), 4.0);
    }

    void scaledSumsStayInRange() {
        // As fp16 needs it: 1e35 positives' worth of gradient, 65,536 times that, leaves float's range unless
        // it is divided first. The divided gradient is (1e35 + 3e35) / (1e35 + 1e35).
        const torch::Tensor w = torch::ones({1}).requires_grad_();
        GradientSums sums({w}, 65536.0);
        QVERIFY(sums.add({{"a", 1e35 * w.sum(), "x", 1e35}}));
        QVERIFY(sums.add({{"a", 3e35 * w.sum(), "x", 1e35}}));
        sums.finish();
        QVERIFY(std::abs(w.grad().item<double>() / 65536.0 - 2.0) < 1e-6);
    }

    void aBatchWithoutPositivesFirst() {
        const torch::Tensor w = torch::ones({1}).requires_grad_();
        GradientSums sums({w}, 4.0);
        sums.add({{"a", 3.0 * w.sum(), "x", 0.0}});
        sums.add({{"a", 5.0 * w.sum(), "x", 2.0}});
        sums.finish();
        QCOMPARE(w.grad().item<double>(), 4.0 * 8.0 / 2.0);
    }

    void aBatchWhoseGradientIsNoNumberIsKnown() {
        // The root's slope at 0 is infinite, times 0.
        torch::Tensor w = parameterOf({0.0});
        GradientSums sums({w});
        QVERIFY(sums.add({{"a", w.sum(), "x", 1.0}}));
        QVERIFY(!sums.add({{"a", (0.0 * w.sqrt()).sum(), "x", 1.0}}));
        QVERIFY(sums.add({{"a", w.sum(), "x", 1.0}}));
    }

    void aStepIsNotMeasuredWhereItCannotBeTaken() {
        TrainingOptions o = m_runs->options(5);
        o.precision = "fp16";  // the CPU has none
        QVERIFY_THROWS_EXCEPTION(Error, measureStep(m_runs->spec, o));
    }

    /// 2 images take 3 s, 100 bytes of weights and 20 bytes an image: 8 images in 12 s and 260 bytes, a step
    /// of three such batches in 36 s.
    void aLargerStepIsScaled() {
        const StepEstimate measured{.seconds = 3.0, .bytes = 140, .fixed_bytes = 100};
        const StepEstimate larger = scaledStep(measured, 2, 8, 3);
        QCOMPARE(larger.seconds, 36.0);
        QCOMPARE(larger.bytes, std::int64_t{260});
        QVERIFY(larger.is_rough);
        QVERIFY(!scaledStep(measured, 2, 2, 1).is_rough);
        QCOMPARE(scaledStep({.seconds = 3.0, .fixed_bytes = 100}, 2, 8, 1).bytes,
                 std::int64_t{0});  // unknown
    }

    void theAverageFollowsItsFormula() {
        const auto network = buildNetwork(specOf(1), 1);
        torch::Tensor weight =
            network->named_parameters()["head.regression_head.module_list.0.1.bias"].data();
        torch::Tensor count = network->named_buffers()["backbone.stages.0.0.1.num_batches_tracked"];
        weight.zero_();
        WeightAverage average(*network, 0.9);
        const auto averaged = [&](const char* name) {
            for (const auto& [key, tensor] : namedState(*average.network())) {
                if (key == name) {
                    return tensor;
                }
            }
            return torch::Tensor();
        };
        const torch::Tensor result = averaged("head.regression_head.module_list.0.1.bias");
        weight.fill_(1.0);
        count.fill_(7);
        average.add(*network, 1);  // d = 2/11
        QVERIFY(std::abs(result[0].item<double>() - 9.0 / 11.0) < 1e-6);
        QCOMPARE(averaged("backbone.stages.0.0.1.num_batches_tracked").item<std::int64_t>(), std::int64_t{7});
        weight.fill_(2.0);
        average.add(*network, 2);  // d = 3/12: 0.25 · 9/11 + 0.75 · 2
        QVERIFY(std::abs(result[0].item<double>() - 1.7045454) < 1e-6);
        average.add(*network, 1000);  // d = 0.9
        QVERIFY(std::abs(result[0].item<double>() - (0.9 * 1.7045454 + 0.2)) < 1e-6);
        QCOMPARE(weight[0].item<double>(), 2.0);
    }

    void frozenStagesStayAndThaw() {
        TrainingOptions options = optionsFor(4);
        options.steps = 4;
        options.frozen_stages = 2;
        options.thaw = {0.5};
        const auto network = buildNetwork(specOf(100), 1);
        StepTrainer trainer(network, options, {}, m_runs->dataset);
        const auto before = copyOfState(*network);
        trainOnce(trainer, options, 0);
        trainOnce(trainer, options, 1);
        const auto halfway = copyOfState(*network);
        trainOnce(trainer, options, 2);
        const auto after = copyOfState(*network);
        for (const auto& [name, tensor] : before) {
            const bool first = name.starts_with("backbone.stages.0.");
            const bool second = name.starts_with("backbone.stages.1.");
            QVERIFY2(halfway.at(name).equal(tensor) == (first || second), name.c_str());
            QVERIFY2(after.at(name).equal(halfway.at(name)) == first, name.c_str());
        }
    }

    void frozenNormsKeepStatisticsAndWeights() {
        TrainingOptions options = optionsFor(4);
        options.freeze_norms = true;
        const auto network = buildNetwork(specOf(100), 1);
        StepTrainer trainer(network, options, {}, m_runs->dataset);
        const auto before = copyOfState(*network);
        trainOnce(trainer, options, 0);
        int frozen = 0;
        for (const auto& [name, tensor] : copyOfState(*network)) {
            const std::string module = name.substr(0, name.rfind('.'));
            const bool is_norm = before.contains(module + ".running_mean");
            frozen += is_norm ? 1 : 0;
            // A bias of the heads starts at 0, and stays there if no prior of its map was mined.
            const bool may_stay = name.starts_with("head.") && name.ends_with(".bias");
            QVERIFY2(tensor.equal(before.at(name)) == is_norm || (may_stay && !is_norm), name.c_str());
        }
        QVERIFY(frozen > 0);
    }

  private:
    DetectorSpec specOf(std::size_t classes) const {
        DetectorSpec spec = m_runs->spec;
        spec.classes = m_runs->dataset->classes;
        spec.classes.resize(std::min(classes, spec.classes.size()));
        return spec;
    }

    TrainingOptions optionsFor(int batch_size) const {
        TrainingOptions options = m_runs->options(4);
        options.batch_size = batch_size;
        options.gradient_clip = 0.0;
        options.momentum = 0.0;
        options.warmup_steps = 0;
        return options;
    }

    std::shared_ptr<DetectorNetwork> networkInDouble() const {
        auto network = buildNetwork(specOf(100), 1);
        network->to(torch::kFloat64);
        return network;
    }

    /// The dataset without the objects of two of its training images.
    std::shared_ptr<const Dataset> someEmpty() const {
        auto copy = std::make_shared<Dataset>(*m_runs->dataset);
        const auto images = copy->splitIndices("train");
        for (const std::size_t image : {images[1], images[6]}) {
            copy->images.change(image, [](ImageRecord& record) { record.objects.clear(); });
        }
        return copy;
    }

    void trainOnce(StepTrainer& trainer, const TrainingOptions& options, std::int64_t step,
                   std::shared_ptr<const Dataset> dataset = nullptr) const {
        if (dataset == nullptr) {
            dataset = m_runs->dataset;
        }
        BatchLoader loader({.dataset = dataset, .images = dataset->splitIndices("train")}, m_runs->spec,
                           options, step);
        trainer.train(step, learningRateAt(options, step), [&] { return loader.next(); });
    }

    std::unique_ptr<SmallRuns> m_runs;
};

QTEST_APPLESS_MAIN(TestStep)
#include "step_test.moc"
