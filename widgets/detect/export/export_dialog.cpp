#include "widgets/detect/export/export_dialog.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/components/labelled_row.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 600;
constexpr int kExplanationLines = 2;

template <class Value>
Value chosen(const QComboBox* box) {
    return static_cast<Value>(box->currentData().toInt());
}

}  // namespace

ExportDialog::ExportDialog(const QString& name, const QString& folder, const QString& checkpoint,
                           QWidget* parent)
    : QDialog(parent), m_name(name), m_folder(folder), m_checkpoint(checkpoint) {
    setWindowTitle(tr("Export"));
    build();
    for (QComboBox* box : {m_formats, m_outputs, m_batches}) {
        connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::suggestFile);
    }
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_is_own_name = true;
        refresh();
    });
    suggestFile();
}

void ExportDialog::build() {
    m_formats = new QComboBox(this);
    const auto add = [](QComboBox* box, const QString& text, auto value) {
        box->addItem(text, static_cast<int>(value));
    };
    add(m_formats, tr("State dict (.pth)"), ExportFormat::state_dict);
    add(m_formats, tr("Safetensors (.safetensors)"), ExportFormat::safetensors);
    add(m_formats, tr("TorchScript (.pt)"), ExportFormat::torchscript);
    add(m_formats, tr("ONNX (.onnx)"), ExportFormat::onnx);
    m_outputs = new QComboBox(this);
    add(m_outputs, tr("Boxes and scores of every prior"), ExportOutputs::decoded);
    add(m_outputs, tr("Detections after NMS"), ExportOutputs::nms);
    add(m_outputs, tr("Raw outputs of the heads"), ExportOutputs::raw);
    m_batches = new QComboBox(this);
    add(m_batches, tr("One image"), ExportBatch::one);
    add(m_batches, tr("Any number of images"), ExportBatch::any);
    m_file = new QLineEdit(this);
    auto* choose = new QPushButton(tr("&Choose…"), this);
    choose->setToolTip(tr("Choose folder and name (Alt+C)"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    m_explanation = new QLabel(this);
    m_note = new QLabel(this);
    for (QLabel* label : {m_explanation, m_note}) {
        label->setProperty("role", "second");
        label->setWordWrap(true);
    }
    m_explanation->ensurePolished();
    m_note->ensurePolished();
    // The dialog keeps its size when the text changes.
    m_explanation->setMinimumHeight(kExplanationLines * m_explanation->fontMetrics().lineSpacing());
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing());

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Metrics::kGap);
    grid->setVerticalSpacing(Metrics::kGap);
    grid->setColumnStretch(1, 1);
    addLabelledRow(grid, tr("&Format"), m_formats, tr("What the file is for (Alt+F)"));
    addLabelledRow(grid, tr("&Outputs"), m_outputs, tr("What the exported network outputs (Alt+O)"));
    addLabelledRow(grid, tr("&Batch"), m_batches, tr("How many images it processes at a time (Alt+B)"));
    grid->addWidget(m_explanation, grid->rowCount(), 1, 1, 2);
    addLabelledRow(grid, tr("F&ile"), m_file, tr("The file to write (Alt+I)"));
    grid->addWidget(choose, grid->rowCount() - 1, 2);
    grid->addWidget(m_note, grid->rowCount(), 1, 1, 2);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setToolTip(tr("Write the file, read it back and compare it with this detector (Alt+E)"));
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kMargin);
    column->addLayout(grid);
    column->addWidget(buttons);
    setMinimumWidth(kWidth);
}

ExportOptions ExportDialog::options() const {
    return {.format = chosen<ExportFormat>(m_formats),
            .outputs = chosen<ExportOutputs>(m_outputs),
            .batch = chosen<ExportBatch>(m_batches)};
}

void ExportDialog::setThresholds(const QString& thresholds) {
    m_thresholds = thresholds;
    refresh();
}

QString ExportDialog::file() const {
    return m_file->text().trimmed();
}

void ExportDialog::setFile(const QString& file) {
    m_is_own_name = true;
    m_file->setText(file);
    refresh();
}

QString ExportDialog::explanation() const {
    return m_explanation->text();
}

QString ExportDialog::note() const {
    return m_note->text();
}

void ExportDialog::suggestFile() {
    const ExportOptions choice = options();
    const QString suffix = QString::fromStdString(exportSuffix(choice.format));
    if (m_is_own_name) {
        // Folder and name are kept; the extension follows the format.
        const QFileInfo info(file());
        if (!info.completeBaseName().isEmpty()) {
            m_file->setText(info.path() + QLatin1Char('/') + info.completeBaseName() + suffix);
        }
    } else {
        const QString kind = QString::fromStdString(choice.runs() ? exportName(choice.outputs) : "weights");
        m_file->setText(QDir(m_folder).filePath(QStringLiteral("%1-%2%3").arg(m_name, kind, suffix)));
    }
    refresh();
}

void ExportDialog::accept() {
    if (!QFileInfo::exists(file())) {
        QDialog::accept();
        return;
    }
    auto* box = new QMessageBox(
        QMessageBox::Question, windowTitle(),
        tr("%1 already exists in %2. Replace it?")
            .arg(QFileInfo(file()).fileName(), QDir::toNativeSeparators(QFileInfo(file()).absolutePath())),
        QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Yes)->setText(tr("Replace"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QDialog::accepted, this, [this] { QDialog::accept(); });
    box->open();
}

QString ExportDialog::problem() const {
    const QFileInfo info(file());
    if (file().isEmpty() || info.isDir()) {
        return tr("Enter a file name.");
    }
    if (!m_checkpoint.isEmpty() && info == QFileInfo(m_checkpoint)) {
        return tr("This is the checkpoint itself; choose another name.");
    }
    if (!QFileInfo(info.path()).isDir()) {
        return tr("This folder does not exist.");
    }
    return {};
}

void ExportDialog::refresh() {
    const ExportOptions choice = options();
    m_outputs->setEnabled(choice.runs());
    m_batches->setEnabled(choice.runs());
    QString text;
    if (!choice.runs()) {
        text = choice.format == ExportFormat::state_dict
                   ? tr("The weights with torchvision's parameter names, for load_state_dict in Python.")
                   : tr("The same weights without pickle, for the safetensors libraries.");
    } else {
        const bool is_onnx = choice.format == ExportFormat::onnx;
        text = is_onnx ? tr("Runs in OpenCV, ONNX Runtime and others.")
                       : tr("Runs with torch.jit.load in Python and C++, for any number of images.");
        switch (choice.outputs) {
            case ExportOutputs::raw:
                text = tr("%1 Outputs the raw predictions of the heads, not decoded.").arg(text);
                break;
            case ExportOutputs::decoded:
                text = tr("%1 Outputs a box and the class probabilities of each prior.").arg(text);
                break;
            case ExportOutputs::nms:
                text = is_onnx ? tr("Runs in ONNX Runtime and others; OpenCV does not support NMS.") : text;
                text =
                    m_thresholds.isEmpty()
                        ? tr("%1 Outputs the detections at the detector's own thresholds.").arg(text)
                        : tr("%1 Outputs the detections at the operating point: %2.").arg(text, m_thresholds);
                break;
        }
    }
    m_explanation->setText(text);
    const QString reason = problem();
    m_export->setEnabled(reason.isEmpty());
    m_note->setText(!reason.isEmpty()           ? reason
                    : QFileInfo::exists(file()) ? tr("This file exists already.")
                                                : QString());
}

void ExportDialog::chooseFile() {
    const QString suffix = QString::fromStdString(exportSuffix(options().format));
    const QString chosen_file =
        QFileDialog::getSaveFileName(this, tr("Export"), file(), QStringLiteral("*%1").arg(suffix), nullptr,
                                     QFileDialog::DontConfirmOverwrite);
    if (!chosen_file.isEmpty()) {
        setFile(chosen_file);
    }
}

}  // namespace priorscope
