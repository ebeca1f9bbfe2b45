#include "widgets/detect/thresholds/operating_point_dialog.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/labelled_row.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/thresholds/chosen_score_model.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 560;
constexpr int kTableHeight = 260;
constexpr int kFigureWidth = 84;
constexpr int kNoteLines = 2;

QLabel* secondLine(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", "second");
    label->setWordWrap(true);
    label->ensurePolished();
    return label;
}

NumberField* shareField(double value, QWidget* parent) {
    auto* field = new NumberField(parent);
    field->setRange(0.01, 1.0);
    field->setSingleStep(0.01);
    field->setDecimals(2);
    field->setValue(value);
    return field;
}

}  // namespace

OperatingPointDialog::OperatingPointDialog(std::shared_ptr<const LiveCounted> counted,
                                           std::shared_ptr<const LiveCurves> curves,
                                           const std::optional<OperatingPoint>& kept, QWidget* parent)
    : QDialog(parent), m_counted(std::move(counted)), m_curves(std::move(curves)) {
    setWindowTitle(tr("Operating point"));
    build(kept);
    if (kept) {
        setChoice(choiceOf(kept->chosen_on.aim, choice()));
    }
    connect(m_aims, &QComboBox::currentIndexChanged, this, &OperatingPointDialog::refresh);
    connect(m_precision, &QDoubleSpinBox::valueChanged, this, &OperatingPointDialog::refresh);
    connect(m_score, &QDoubleSpinBox::valueChanged, this, &OperatingPointDialog::refresh);
    refresh();
}

void OperatingPointDialog::build(const std::optional<OperatingPoint>& kept) {
    m_aims = new QComboBox(this);
    m_aims->addItem(tr("One score for all classes"), static_cast<int>(ScoreAim::one_score));
    m_aims->addItem(tr("The highest F1 of each class"), static_cast<int>(ScoreAim::best_f1));
    m_aims->addItem(tr("A precision that each class reaches"), static_cast<int>(ScoreAim::precision));
    m_precision = shareField(ScoreChoice{}.precision, this);
    m_score = shareField(static_cast<double>(m_counted->at.detection.min_score), this);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Metrics::kGap);
    grid->setVerticalSpacing(Metrics::kGap);
    grid->setColumnStretch(1, 1);
    addLabelledRow(grid, tr("&Aim"), m_aims, tr("By what the score of each class is chosen (Alt+A)"));
    addLabelledRow(grid, tr("&Precision"), m_precision,
                   tr("The lowest score of each class that reaches it is taken (Alt+P)"));
    m_precision_label = qobject_cast<QLabel*>(grid->itemAtPosition(grid->rowCount() - 1, 0)->widget());
    addLabelledRow(grid, tr("S&core for all"), m_score,
                   tr("Also of classes that do not reach the aim, and of those without objects (Alt+C)"));
    m_model = new ChosenScoreModel(this);
    auto* table = new QTableView(this);
    table->setModel(m_model);
    setUpTable(*table);
    table->setProperty("dense", true);
    table->setAccessibleName(tr("Scores by class"));
    auto* figures = new FigureDelegate(table);
    table->horizontalHeader()->setSectionResizeMode(ChosenScoreModel::NameColumn, QHeaderView::Stretch);
    for (int column = ChosenScoreModel::ScoreColumn; column < ChosenScoreModel::ColumnCount; ++column) {
        table->setItemDelegateForColumn(column, figures);
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table->horizontalHeader()->resizeSection(column, columnWidth(*table, column, kFigureWidth));
    }
    table->setMinimumHeight(kTableHeight);
    m_note = secondLine({}, this);
    m_note->setMinimumHeight(kNoteLines * m_note->fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setToolTip(tr("Keep it beside the checkpoint: detect and exports with NMS use it (Alt+S)"));
    m_save->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kMargin);
    column->addWidget(secondLine(
        tr("From which scores detections count, chosen on this split. The command line's detect and exports "
           "with NMS use it, with NMS and top k as the sliders stand. Figures of this split will flatter "
           "it."),
        this));
    if (kept) {
        m_forget = buttons->addButton(tr("&Forget"), QDialogButtonBox::ResetRole);
        m_forget->setToolTip(tr("Remove what is kept with the checkpoint (Alt+F)"));
        m_forget->setAutoDefault(false);
        connect(m_forget, &QPushButton::clicked, this, [this] {
            reject();
            Q_EMIT forgetWanted();
        });
        column->addWidget(secondLine(tr("Kept so far: %1.").arg(sentenceText(describe(*kept))), this));
    }
    column->addLayout(grid);
    column->addWidget(table, 1);
    column->addWidget(m_note);
    column->addWidget(buttons);
    setMinimumWidth(kWidth);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (allNumbersTaken(this)) {
            accept();
        }
    });
}

ScoreChoice OperatingPointDialog::choice() const {
    return {.aim = static_cast<ScoreAim>(m_aims->currentData().toInt()),
            .precision = m_precision->value(),
            .score = static_cast<float>(m_score->value())};
}

void OperatingPointDialog::setChoice(const ScoreChoice& choice) {
    m_precision->setValue(choice.precision);
    m_score->setValue(static_cast<double>(choice.score));
    m_aims->setCurrentIndex(m_aims->findData(static_cast<int>(choice.aim)));
}

OperatingPoint OperatingPointDialog::point() const {
    return operatingPointOf(m_chosen, choice(), m_counted->split->detections.mapping,
                            m_counted->at.detection);
}

QString OperatingPointDialog::note() const {
    return m_note->text();
}

void OperatingPointDialog::refresh() {
    const bool wants_precision = choice().aim == ScoreAim::precision;
    m_precision->setEnabled(wants_precision);
    m_precision_label->setEnabled(wants_precision);
    m_chosen = chooseScores(m_curves->curves, choice());
    QStringList names;
    for (const std::string& name : judgedNames(m_counted->split->detections.mapping)) {
        names.append(QString::fromStdString(name));
    }
    m_model->setScores(names, m_chosen);
    QStringList notes;
    const EvaluatedSplit& split = *m_counted->split;
    m_save->setEnabled(split.detector && !split.origin.contents.empty());
    if (!m_save->isEnabled()) {
        notes.append(tr("Nothing can be kept: these detections come from no file of weights."));
    }
    if (m_counted->at.detection.nms != NmsMode::per_class) {
        notes.append(tr("Exports with NMS cannot use it: they suppress class by class."));
    }
    if (!areCountsExact(point(), *m_counted->kept, *m_counted->judged)) {
        notes.append(
            tr("Figures may differ a little: detections below the score of their class still suppress others "
               "here, or take their place in the top k."));
    }
    m_note->setText(notes.join(u' '));
}

}  // namespace priorscope
